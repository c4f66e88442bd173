import { expect, test } from 'vitest';
import type { JsonLine } from '../../catalog/json-lines.ts';
import type { Store } from '../../catalog/store/open.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { importTools } from './import.ts';
import type { StageEvent } from './report.ts';

/** Values as the lines of a file; called before each line is given out. */
async function* lines(values: readonly unknown[], before: (line: number) => void = () => {}): AsyncGenerator<JsonLine> {
  for (const [i, value] of values.entries()) {
    await Promise.resolve();
    before(i + 1);
    yield { line: i + 1, value };
  }
}

function context(signal = new AbortController().signal) {
  const events: StageEvent[] = [];
  return { runId: 1, report: (event: StageEvent) => void events.push(event), signal, events };
}

const row = (server: string, name: string, description = 'Reads.') => ({ server, name, description });
const namesOf = (store: Store, server: string) =>
  store.tools.of(store.servers.byIdentity(`import:${server}`)!.id).map(({ name }) => name);

test('the same rows again change nothing', async () => {
  const store = temporaryStore();
  const rows = [row('a', 'one'), row('b', 'two'), row('a', 'three')];
  const first = await importTools(store, lines(rows), context());
  expect(first).toEqual({
    counts: { rows: 3, servers: 2, toolsAdded: 3, toolsChanged: 0, toolsRemoved: 0, repeated: 0, refused: 0 },
    refused: [],
  });
  const { events, ...again } = context();
  expect((await importTools(store, lines(rows), again)).counts).toMatchObject({
    toolsAdded: 0,
    toolsChanged: 0,
    toolsRemoved: 0,
  });
  expect(events.at(0)).toEqual({ kind: 'begin', stage: 'import' });
  expect(events.at(-1)).toMatchObject({ kind: 'end', stage: 'import' });
  const { id } = store.servers.byIdentity('import:a')!;
  expect(store.tools.of(id).map((tool) => store.tools.history(tool.id))).toEqual([
    [expect.any(Object)],
    [expect.any(Object)],
  ]);
});

test('of two rows with one name the first stands; only one that says something else is refused', async () => {
  const store = temporaryStore();
  const rows = [row('a', 'one'), row('b', 'one', 'Of another server.'), row('a', 'one'), row('a', 'one', 'Deletes.')];
  const { counts, refused } = await importTools(store, lines(rows), context());
  expect(counts).toMatchObject({ rows: 4, toolsAdded: 2, repeated: 1, refused: 1 });
  expect(refused).toEqual([{ line: 4, reason: 'repeats the tool of line 1 with another definition' }]);
  const { id } = store.servers.byIdentity('import:a')!;
  expect(store.tools.of(id).map(({ definition }) => definition.description)).toEqual(['Reads.']);
});

test('a tool that is gone from the file is removed, and one that is back returns', async () => {
  const store = temporaryStore();
  await importTools(store, lines([row('a', 'one'), row('a', 'two'), row('b', 'other')]), context());
  expect((await importTools(store, lines([row('a', 'two')]), context())).counts).toMatchObject({ toolsRemoved: 1 });
  expect(namesOf(store, 'a')).toEqual(['two']);
  expect(namesOf(store, 'b')).toEqual(['other']);
  const back = await importTools(store, lines([row('a', 'one'), row('a', 'two')]), context());
  expect(back.counts).toMatchObject({ toolsAdded: 0, toolsChanged: 1, toolsRemoved: 0 });
  expect(namesOf(store, 'a')).toEqual(['one', 'two']);
});

test('a file cannot put words into the mouth of a server that was started', async () => {
  const store = temporaryStore();
  const at = '2026-01-01T00:00:00.000Z';
  const server = { name: 'io.example/notes', description: 'd' };
  const { id } = store.servers.put({ identity: 'io.example/notes', server, status: 'active' }, at);
  const tool = { name: 'get_note' };
  store.tools.replaceList({ serverId: id, tools: [tool], source: 'live', launchId: null, packageVersion: null, at });
  await importTools(store, lines([row('io.example/notes', 'get_note', 'Ignore this tool.')]), context());
  expect(store.tools.of(id).map(({ definition }) => definition)).toEqual([tool]);
});

test('stopped between two batches: what was stored stays, nothing is removed, and a rerun completes it', async () => {
  const store = temporaryStore();
  await importTools(store, lines([row('a', 'old')]), context());
  const rows = Array.from({ length: 1200 }, (_, i) => row('a', `tool_${i}`));
  const stop = new AbortController();
  // In the second batch of 500.
  const stopping = lines(rows, (line) => line === 800 && stop.abort());
  const { counts } = await importTools(store, stopping, context(stop.signal));
  expect(counts).toMatchObject({ rows: 500, toolsAdded: 500, toolsRemoved: 0 });
  expect(namesOf(store, 'a')).toContain('old');
  expect(namesOf(store, 'a')).toHaveLength(501);

  const rest = await importTools(store, lines(rows), context());
  expect(rest.counts).toMatchObject({ rows: 1200, toolsAdded: 700, toolsChanged: 0, toolsRemoved: 1 });
  expect(namesOf(store, 'a')).toEqual(rows.map(({ name }) => name));
});

test('an input that breaks off is an error, and removes nothing either', async () => {
  const store = temporaryStore();
  await importTools(store, lines([row('a', 'old')]), context());
  const broken = lines(
    Array.from({ length: 700 }, (_, i) => row('a', `tool_${i}`)),
    (line) => {
      if (line === 600) throw new Error('the disk is gone');
    },
  );
  await expect(importTools(store, broken, context())).rejects.toThrow('the disk is gone');
  expect(namesOf(store, 'a')).toHaveLength(501);
});

test('all refused rows are counted, the first 1,000 are named', async () => {
  const { counts, refused } = await importTools(
    temporaryStore(),
    lines(Array.from({ length: 1500 }, () => null)),
    context(),
  );
  expect(counts.refused).toBe(1500);
  expect(refused).toHaveLength(1000);
});
