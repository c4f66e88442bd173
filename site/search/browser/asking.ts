/** Asks one question after the other; a newer one takes the place of an older one that is still under way. */
export interface Asking {
  /** Runs the work of the newest question; what it throws after it was given up is nobody's concern. */
  run(work: (signal: AbortSignal) => Promise<void>, failed: () => void): void;
}

/** From here on, in milliseconds, somebody who waits is told that there is something to wait for. */
const PATIENCE = 300;

/** What an answer is; says meanwhile that it is looked for, when it is slow and still wanted. */
export async function patiently<T>(answer: Promise<T>, signal: AbortSignal, say: () => void): Promise<T> {
  const timer = setTimeout(() => {
    if (!signal.aborted) say();
  }, PATIENCE);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
  }
}

/** Starts with no question. */
export function asking(): Asking {
  let current = new AbortController();
  return {
    run(work, failed) {
      const before = current;
      const own = new AbortController();
      current = own;
      void work(own.signal).catch(() => {
        if (!own.signal.aborted) failed();
      });
      // Afterwards, so that files which both want go on loading.
      setTimeout(() => before.abort());
    },
  };
}
