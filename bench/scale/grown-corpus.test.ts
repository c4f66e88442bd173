import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonLine } from '../../catalog/json-lines.ts';
import { importTools } from '../../crawler/stages/import.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { grownCorpus, originalServers } from './grown-corpus.ts';

const ROWS = [
  { server: 'acme/notes', name: 'get_note', description: 'Get the text of a note by the number of the note.' },
  { server: 'acme/notes', name: 'delete_note', description: 'Delete a note.', inputSchema: { type: 'object' } },
  { server: 'plain', name: 'search' },
  { server: 'plain', name: 'search', description: 'The same again.' },
  { server: '工具', name: '列表', description: '列出工具' },
  { server: 'broken', name: 7 },
];

function corpusFile(): string {
  const file = join(temporaryFolder(), 'corpus.jsonl.gz');
  writeFileSync(file, gzipSync(ROWS.map((row) => JSON.stringify(row)).join('\n')));
  return file;
}

const rowsOf = async (file: string, count: number) => Array.fromAsync(grownCorpus(file, count)) as Promise<Row[]>;
type Row = Extract<JsonLine, { value: unknown }> & { value: { server: string; name: string } };

describe('bench/scale/grown-corpus.test.ts', () => {
  it('begins with the corpus, each tool of a server once, and goes on with other servers', async () => {
    const rows = await rowsOf(corpusFile(), 100);
    expect(rows.map(({ line }) => line)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    expect(rows.slice(0, 4).map(({ value }) => value)).toEqual(
      expect.arrayContaining([ROWS[0], ROWS[1], ROWS[2], ROWS[4]]),
    );
    expect(new Set(rows.map(({ value: { server } }) => server)).size).toBe(75);
    expect(rows[90]!.value).not.toHaveProperty('line');
  });

  it('gives the same rows each time, and the same first ones at any size', async () => {
    const file = corpusFile();
    const large = await rowsOf(file, 60);
    expect(await rowsOf(file, 60)).toEqual(large);
    expect(await rowsOf(file, 3)).toEqual(large.slice(0, 3));
  });

  it('knows what a copy is a copy of, where a tool kept its name', async () => {
    const file = corpusFile();
    const original = await originalServers(file, 100);
    const rows = (await rowsOf(file, 100)).map(({ value: { server, name } }) => ({
      server,
      name,
      of: original(server, name),
    }));
    expect(rows.slice(0, 4).map(({ of }) => of)).toEqual([undefined, undefined, undefined, undefined]);
    for (const { name, of } of rows.slice(4).filter((row) => row.of !== undefined))
      expect(ROWS.map((row) => `${row.server} ${String(row.name)}`)).toContain(`${of} ${name}`);
    const known = rows.slice(4).filter(({ of }) => of !== undefined).length;
    expect(known).toBeGreaterThan(50);
    expect(known).toBeLessThan(90);
    expect(original('acme/notes', 'get_note')).toBeUndefined();
  });

  it('makes a catalogue of exactly so many tools', async () => {
    const store = temporaryStore();
    const context = {
      runId: store.runs.begin('test', '2026-11-20T10:00:00.000Z'),
      report: () => {},
      signal: new AbortController().signal,
    };
    const { counts, refused } = await importTools(store, grownCorpus(corpusFile(), 500), context);
    expect(refused).toEqual([]);
    expect(counts).toMatchObject({ toolsAdded: 500, repeated: 0, servers: 375 });
  });
});
