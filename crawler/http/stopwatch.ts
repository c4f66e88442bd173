/**
 * Measures how long others take: it stands still while we wait for our turn, so that a server is not charged for the
 * queue before it.
 */
export interface Stopwatch {
  /** Milliseconds that it has run. */
  elapsedMs(): number;
  /** Stands still until the work has ended. */
  hold<T>(work: Promise<T>): Promise<T>;
  /** A signal that is aborted when it has run for so many milliseconds from now on; dispose of it when it is of no more use. */
  limit(ms: number): StopwatchLimit;
}

export interface StopwatchLimit extends Disposable {
  signal: AbortSignal;
}

interface Alarm {
  /** By {@link Stopwatch.elapsedMs}. */
  at: number;
  ring: AbortController;
  timer: NodeJS.Timeout | undefined;
}

/** Starts one. */
export function startStopwatch(): Stopwatch {
  let ranMs = 0;
  let startedAt = performance.now();
  let holds = 0;
  const alarms = new Set<Alarm>();

  const elapsedMs = () => ranMs + (holds > 0 ? 0 : performance.now() - startedAt);
  const wind = (alarm: Alarm) => {
    const left = Math.ceil(alarm.at - elapsedMs());
    alarm.timer = setTimeout(() => alarm.ring.abort(new DOMException('out of time', 'TimeoutError')), left);
    // Nothing waits for an alarm alone.
    alarm.timer.unref();
  };
  return {
    elapsedMs,
    async hold(work) {
      if (holds === 0) {
        ranMs = elapsedMs();
        for (const { timer } of alarms) clearTimeout(timer);
      }
      holds += 1;
      try {
        return await work;
      } finally {
        holds -= 1;
        if (holds === 0) {
          startedAt = performance.now();
          for (const alarm of alarms) wind(alarm);
        }
      }
    },
    limit(ms) {
      const alarm: Alarm = { at: elapsedMs() + ms, ring: new AbortController(), timer: undefined };
      alarms.add(alarm);
      if (holds === 0) wind(alarm);
      return {
        signal: alarm.ring.signal,
        [Symbol.dispose]() {
          clearTimeout(alarm.timer);
          alarms.delete(alarm);
        },
      };
    },
  };
}
