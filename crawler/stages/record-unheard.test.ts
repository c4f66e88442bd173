import { expect, test } from 'vitest';
import type { LaunchOutcome, LaunchPlan } from '../../catalog/model/launch.ts';
import type { Store } from '../../catalog/store/open.ts';
import { launchOutcome } from '../../test/launch-outcome.ts';
import { registryEntry } from '../../test/listed-registry.ts';
import { identityWorld } from '../../test/identity-world.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { declareTools } from './declare.ts';
import { launchDue } from './launch.ts';

const context = { runId: 1, report: () => {}, signal: new AbortController().signal };
const bundle = (name: string): LaunchPlan => {
  const identifier = `https://example.com/${name}.mcpb`;
  return { kind: 'mcpb', identifier, version: '1.0.0', arguments: [], environment: [] };
};
const saying = (description: string) => [{ name: 'told', description }];

/** One server that a registry declares a tool for, with bundles as its ways. */
async function declaredServer(plan: LaunchPlan[]) {
  const store = temporaryStore();
  store.runs.begin('crawl', '2026-01-01T00:00:00.000Z');
  const declaredTools = { tools: saying('by the registry'), complete: true };
  await identityWorld(store).list({ docker: [registryEntry('com.example/notes', { declaredTools })] });
  const { id } = [...store.servers.all()][0]!;
  const planned = (ways: LaunchPlan[]) => store.plans.put(id, 'input', { plan: ways });
  planned(plan);
  return {
    store,
    planned,
    /** A crawl: the launch, of which only tools without the server come, and then what registries declare. */
    run: async (outcome: LaunchOutcome) => {
      const launcher = { isolation: 'none', launch: () => Promise.resolve(outcome), close: () => Promise.resolve() };
      const open = () => Promise.resolve(launcher);
      const { launched } = await launchDue(store, open, context, { concurrency: 1, retryFailed: true });
      expect(launched).toBe(1);
      declareTools(store, (server) => store.entryDetails.of(server), context);
      return shownOf(store, id);
    },
    versions: () => store.tools.history(store.tools.idOf(id, 'told')!).length,
  };
}

const shownOf = (store: Store, id: number) => store.tools.of(id).map(({ definition }) => definition.description);

const failed = (source?: 'declared' | 'static', way?: LaunchPlan, description = `by ${way?.identifier}`) =>
  launchOutcome('crashed', source && { fallback: { source, tools: saying(description), version: '1.0.0', way } });

test('a bundle that does not start and a registry that declares it too do not take turns', async () => {
  const one = bundle('one');
  const { run, versions } = await declaredServer([one]);
  expect(await run(failed())).toEqual(['by the registry']);
  const shown: unknown[] = [];
  // Declared, out of reach, and declared again.
  for (const outcome of [failed('declared', one), failed(), failed('declared', one), failed('static', one)]) {
    shown.push(...(await run(outcome)));
  }
  expect(shown).toEqual(Array(4).fill(`by ${one.identifier}`));
  expect(versions()).toBe(2);
});

test.each(['declared', 'static'] as const)('two packages of one server do not take turns: %s', async (source) => {
  const [one, two] = [bundle('one'), bundle('two')];
  const { store, run, planned, versions } = await declaredServer([one, two]);
  const { id } = [...store.servers.all()][0]!;
  // Without a registry, so that what is found in code shows.
  store.db.exec(`DELETE FROM entry_detail`);
  const shown: unknown[] = [];
  for (const way of [two, one, two, one, two]) shown.push(...(await run(failed(source, way))));
  expect(shown).toEqual([`by ${two.identifier}`, ...Array<string>(4).fill(`by ${one.identifier}`)]);
  expect(versions()).toBe(2);
  // The first one is not the server's any more.
  planned([two]);
  expect(await run(failed(source, two))).toEqual([`by ${two.identifier}`]);
  expect(store.tools.originsOf(id)).toEqual([{ source, origin: `mcpb:${two.identifier}` }]);
});

test('a new bundle takes the place of the one before it, and a package that is gone that of a registry no longer', async () => {
  const [one, two] = [bundle('one'), bundle('two')];
  const { run, planned } = await declaredServer([one]);
  expect(await run(failed('declared', one))).toEqual([`by ${one.identifier}`]);
  planned([two]);
  // It cannot be fetched at first.
  expect(await run(failed())).toEqual([`by ${one.identifier}`]);
  expect(await run(failed('declared', two))).toEqual([`by ${two.identifier}`]);
  planned([{ kind: 'npm', identifier: 'notes', version: '1.0.0', arguments: [], environment: [] }]);
  expect(await run(failed())).toEqual(['by the registry']);
});

test('a list from before origins were kept gives way to any of its kind, and a worker cannot name a way of its own', async () => {
  const one = bundle('one');
  const { store, run } = await declaredServer([one]);
  const { id } = [...store.servers.all()][0]!;
  const old = { serverId: id, source: 'declared' as const, launchId: null, packageVersion: null };
  store.tools.replaceList({ ...old, tools: saying('long ago'), at: '2026-01-01T00:00:00.000Z' });
  expect(await run(failed('declared', bundle('made-up')))).toEqual([expect.stringContaining('made-up')]);
  expect(store.tools.originsOf(id)).toEqual([{ source: 'declared', origin: `mcpb:${one.identifier}` }]);
});
