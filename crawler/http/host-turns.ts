import { setTimeout as sleep } from 'node:timers/promises';
import { RetryLater } from '../../catalog/errors.ts';
import { politenessFor, type Politeness } from './politeness.ts';

/** Whose turn it is to ask a host. */
export interface HostTurns {
  /**
   * Waits until the host's row of the politeness table lets one more request begin. First come, first served.
   *
   * @param maxPauseMs the longest pause of the host that is waited for
   * @returns a function to call when the request has ended
   * @throws RetryLater, at once, when the host wants a longer pause; the signal's reason, at once, when it is aborted
   */
  take(host: string, signal: AbortSignal, maxPauseMs?: number): Promise<() => void>;
  /** Begins nothing towards a host for so many milliseconds: it said that it is in trouble. */
  pause(host: string, ms: number): void;
  /** Milliseconds that are left of such a pause. */
  pausedMs(host: string): number;
  /** Waits for the end of such a pause. @throws the signal's reason, at once, when it is aborted */
  resume(host: string, signal: AbortSignal): Promise<void>;
}

interface Waiting {
  begin: () => void;
  /** Told that the host wants a pause of so many milliseconds. */
  pausedFor: (ms: number) => void;
}

interface Host {
  active: number;
  /** When the next request may begin, by the clock that never goes backwards. */
  notBefore: number;
  /** The part of that which the host itself asked for. */
  pausedUntil: number;
  waiting: Waiting[];
  timer: NodeJS.Timeout | undefined;
}

/** Keeps requests to each host as far apart and as few at once as its row says. */
export function hostTurns(rowOf: (host: string) => Politeness = politenessFor): HostTurns {
  const hosts = new Map<string, Host>();
  const hostOf = (name: string): Host => {
    const known = hosts.get(name) ?? { active: 0, notBefore: 0, pausedUntil: 0, waiting: [], timer: undefined };
    hosts.set(name, known);
    return known;
  };

  /** Lets begin what may begin now; sleeps when only time is missing. */
  const advance = (name: string) => {
    const host = hostOf(name);
    const { concurrency, minIntervalMs } = rowOf(name);
    clearTimeout(host.timer);
    host.timer = undefined;
    while (host.waiting.length > 0 && host.active < concurrency) {
      const now = performance.now();
      if (now < host.notBefore) {
        host.timer = setTimeout(() => advance(name), Math.ceil(host.notBefore - now));
        return;
      }
      host.active += 1;
      // From the real beginning, not the planned one: a late timer must not bring two requests together.
      host.notBefore = now + minIntervalMs;
      host.waiting.shift()!.begin();
    }
  };

  return {
    take: (name, signal, maxPauseMs = Infinity) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const host = hostOf(name);
        const leave = (reason: Error) => {
          signal.removeEventListener('abort', stop);
          host.waiting = host.waiting.filter((other) => other !== turn);
          reject(reason);
          advance(name);
        };
        const stop = () => leave(signal.reason as Error);
        const turn: Waiting = {
          begin() {
            signal.removeEventListener('abort', stop);
            let ended = false;
            resolve(() => {
              if (ended) return;
              ended = true;
              host.active -= 1;
              advance(name);
            });
          },
          pausedFor(ms) {
            if (ms <= maxPauseMs) return;
            const seconds = Math.ceil(ms / 1000);
            leave(new RetryLater(`${name} wants no request for ${seconds} s`, { afterMs: ms }));
          },
        };
        signal.addEventListener('abort', stop, { once: true });
        host.waiting.push(turn);
        turn.pausedFor(host.pausedUntil - performance.now());
        advance(name);
      }),
    pause(name, ms) {
      const host = hostOf(name);
      host.pausedUntil = Math.max(host.pausedUntil, performance.now() + ms);
      host.notBefore = Math.max(host.notBefore, host.pausedUntil);
      for (const turn of host.waiting.slice()) turn.pausedFor(host.pausedUntil - performance.now());
    },
    pausedMs: (name) => Math.max(0, hostOf(name).pausedUntil - performance.now()),
    async resume(name, signal) {
      const left = Math.ceil(hostOf(name).pausedUntil - performance.now());
      if (left > 0) await sleep(left, undefined, { signal }).catch(() => signal.throwIfAborted());
    },
  };
}
