import { describe, expect, it } from 'vitest';
import { RetryLater } from '../../catalog/errors.ts';
import { hostTurns } from './host-turns.ts';
import { politenessFor } from './politeness.ts';

const row = (concurrency: number, minIntervalMs: number) => (host: string) => ({
  host,
  concurrency,
  minIntervalMs,
  rule: 'test',
});
const never = new AbortController().signal;

describe('crawler/http/host-turns.test.ts', () => {
  it('keeps the beginnings of two requests the interval apart, in the order of asking', async () => {
    const turns = hostTurns(row(10, 40));
    const begun: { number: number; at: number }[] = [];
    await Promise.all(
      [0, 1, 2, 3].map(async (number) => {
        await turns.take('a', never);
        begun.push({ number, at: performance.now() });
      }),
    );
    expect(begun.map(({ number }) => number)).toEqual([0, 1, 2, 3]);
    // Less than 40, since what is measured is when a test could run again, not when the turn began.
    for (const [i, { at }] of begun.slice(1).entries()) expect(at - begun[i]!.at).toBeGreaterThan(20);
  });

  it('lets no more requests run at once than the row says, and one host not wait for another', async () => {
    const turns = hostTurns(row(2, 0));
    const ends = [await turns.take('a', never), await turns.take('a', never)];
    let third = false;
    const waiting = turns.take('a', never).then(() => (third = true));
    await turns.take('b', never);
    expect(third).toBe(false);
    ends[0]!();
    // Ending twice frees one place only.
    ends[0]!();
    await waiting;
    let fourth = false;
    const last = turns.take('a', never).then(() => (fourth = true));
    await turns.take('c', never);
    expect(fourth).toBe(false);
    ends[1]!();
    await last;
  });

  it('ends a wait at once when it is aborted, and gives the place to the next', async () => {
    const turns = hostTurns(row(1, 0));
    const end = await turns.take('a', never);
    const stop = new AbortController();
    const aborted = turns.take('a', stop.signal);
    const next = turns.take('a', never);
    stop.abort(new Error('stopped'));
    await expect(aborted).rejects.toThrow('stopped');
    await expect(turns.take('a', stop.signal)).rejects.toThrow('stopped');
    end();
    (await next)();
  });

  it('ends a wait for time at once as well', async () => {
    const turns = hostTurns(row(1, 3_600_000));
    (await turns.take('a', never))();
    const stop = new AbortController();
    const aborted = turns.take('a', stop.signal);
    stop.abort(new Error('stopped'));
    await expect(aborted).rejects.toThrow('stopped');
  });

  it('pauses a host that is in trouble, and no other one', async () => {
    const turns = hostTurns(row(5, 0));
    turns.pause('a', 60);
    const asked = performance.now();
    await turns.take('b', never);
    await turns.take('a', never);
    expect(performance.now() - asked).toBeGreaterThan(50);
  });

  it('refuses at once whoever would have to wait longer than they want to, before and while they wait', async () => {
    const turns = hostTurns(row(1, 0));
    const end = await turns.take('a', never);
    const [patient, waiting] = [turns.take('a', never, 60_000), turns.take('a', never, 10)];
    turns.pause('a', 50);
    await expect(waiting).rejects.toBeInstanceOf(RetryLater);
    await expect(turns.take('a', never, 10)).rejects.toThrow('a wants no request for 1 s');
    end();
    (await patient)();
  });

  it('is slow towards strangers and knows this machine', () => {
    expect(politenessFor('registry.example')).toMatchObject({ concurrency: 1, minIntervalMs: 1000 });
    for (const host of ['localhost', '127.0.0.1', '[::1]']) expect(politenessFor(host).minIntervalMs).toBe(0);
    for (const host of ['127.0.0.1.evil.example', 'localhost.example']) {
      expect(politenessFor(host).minIntervalMs).toBe(1000);
    }
  });
});
