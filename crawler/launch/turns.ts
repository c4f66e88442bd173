/** Work that runs beside other work, except for parts that must run alone. */
export interface Turns {
  /** Runs work as one of many. */
  together: <T>(work: () => Promise<T>) => Promise<T>;
  /** For use within such work: waits until all the others have ended or wait too, and runs a part of it alone. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Turns for one launcher. Work that begins while a part waits to run alone waits until that is over. */
export function createTurns(): Turns {
  let running = 0;
  let aloneNow = false;
  const aloneNext: (() => void)[] = [];
  const togetherNext: (() => void)[] = [];

  const next = () => {
    if (aloneNow) return;
    if (aloneNext.length > 0) {
      if (running > 0) return;
      aloneNow = true;
      aloneNext.shift()!();
      return;
    }
    for (const begin of togetherNext.splice(0)) {
      running += 1;
      begin();
    }
  };
  const turn = (queue: (() => void)[]) =>
    new Promise<void>((resolve) => {
      queue.push(resolve);
      next();
    });

  return {
    async together(work) {
      await turn(togetherNext);
      try {
        return await work();
      } finally {
        running -= 1;
        next();
      }
    },
    async alone(work) {
      running -= 1;
      await turn(aloneNext);
      try {
        return await work();
      } finally {
        aloneNow = false;
        // Its own work goes on, as one of many.
        running += 1;
        next();
      }
    },
  };
}
