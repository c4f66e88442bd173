import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { launchOutcome, launchPlan } from '../../test/launch-outcome.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import type { DueLauncher } from '../launch/due-launcher.ts';
import { launchDue } from '../stages/launch.ts';
import type { StageEvent } from '../stages/report.ts';
import { launchPrivateHere } from './launch-private-here.ts';

/** Resolves when the signal is aborted, by throwing its reason, as a launcher does. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });

it('lets private launches under way end when the run is stopped, begins no other, and leaves the rest to the queue', async () => {
  const store = temporaryStore();
  const names = ['private-1', 'private-2', 'private-3', 'open-1', 'open-2'];
  for (const name of names) {
    const record = { identity: name, server: { name, description: 'd' }, status: 'active' as const };
    const { id } = store.servers.put(record, '2026-01-01T00:00:00.000Z');
    store.plans.put(id, 'input', { plan: launchPlan('1.0.0', name) });
  }
  store.runs.begin('crawl', '2026-01-01T00:00:00.000Z');
  const stop = new AbortController();
  const begun: string[] = [];
  const queue: DueLauncher = {
    resumes: () => true,
    launch: (_, signal, { slug }) => {
      begun.push(slug);
      return untilAborted(signal);
    },
    close: () => Promise.resolve(),
  };
  const here: DueLauncher = {
    async launch(_, signal, { slug }) {
      begun.push(slug);
      // Two are under way, the third waits for its turn: the first Ctrl-C.
      if (begun.filter((name) => name.startsWith('private')).length === 2) {
        await sleep(20);
        stop.abort(new Error('stopped'));
      }
      return Promise.race([
        untilAborted(signal),
        sleep(60).then(() => launchOutcome('listed', { tools: [{ name: 'a' }] })),
      ]);
    },
    close: () => Promise.resolve(),
  };
  const launcher = launchPrivateHere(queue, {
    isPrivate: ({ slug }) => slug.startsWith('private'),
    open: () => Promise.resolve(here),
    slots: 2,
    stopping: stop.signal,
  });
  const texts: string[] = [];
  const report = (event: StageEvent) => void texts.push('text' in event ? (event.text ?? '') : '');
  const counts = await launchDue(
    store,
    () => Promise.resolve(launcher),
    { runId: 1, report, signal: stop.signal },
    { concurrency: 10 },
  );
  expect(begun.sort()).toEqual(['open-1', 'open-2', 'private-1', 'private-2']);
  expect(counts).toMatchObject({ launched: 2, listed: 2 });
  expect(texts.some((text) => /^stopping: \d under way, which end first/.test(text))).toBe(true);
  expect(
    store.launchCandidates
      .all()
      .filter(({ last }) => last === undefined)
      .map(({ name }) => name),
  ).toEqual(['private-3', 'open-1', 'open-2']);
});
