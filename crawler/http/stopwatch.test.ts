import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startStopwatch } from './stopwatch.ts';

const aborted = (signal: AbortSignal) =>
  new Promise<unknown>((resolve) => signal.addEventListener('abort', () => resolve(signal.reason), { once: true }));

describe('crawler/http/stopwatch.test.ts', () => {
  it('rings when it has run for so long, and not for the time that it stood still', async () => {
    const watch = startStopwatch();
    using limit = watch.limit(200);
    // Two waits at a time are one.
    await Promise.all([watch.hold(sleep(400)), watch.hold(sleep(300))]);
    expect(limit.signal.aborted).toBe(false);
    expect(watch.elapsedMs()).toBeLessThan(300);
    const keepAlive = setInterval(() => {}, 1000);
    expect(await aborted(limit.signal)).toMatchObject({ name: 'TimeoutError' });
    clearInterval(keepAlive);
    expect(watch.elapsedMs()).toBeGreaterThan(190);
  });

  it('goes on when a wait has failed', async () => {
    const watch = startStopwatch();
    await expect(watch.hold(Promise.reject(new Error('no turn')))).rejects.toThrow('no turn');
    using limit = watch.limit(1);
    await sleep(50);
    expect(limit.signal.aborted).toBe(true);
  });

  it('does not ring when it is of no more use', async () => {
    const watch = startStopwatch();
    const limit = watch.limit(1);
    limit[Symbol.dispose]();
    await watch.hold(sleep(20));
    await sleep(20);
    expect(limit.signal.aborted).toBe(false);
  });
});
