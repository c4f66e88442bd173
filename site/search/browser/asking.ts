/** Asks one question after the other; a newer one takes the place of an older one that is still under way. */
export interface Asking {
  /** Runs the work of the newest question; what it throws after it was given up is nobody's concern. */
  run(work: (signal: AbortSignal) => Promise<void>, failed: () => void): void;
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
