import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Rejected } from '../../../catalog/errors.ts';
import { officialRecord } from '../../../test/official-registry.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import type { RegistryPage } from '../registry.ts';
import { fileRegistry } from './index.ts';
import { readBytes } from './read-bytes.ts';

const { signal } = new AbortController();

function write(name: string, content: string | Buffer): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

const pagesOf = (path: string, cursor?: string): Promise<RegistryPage[]> =>
  Array.fromAsync(fileRegistry(path).list({ cursor, signal }));

async function listing(path: string) {
  const pages = await pagesOf(path);
  return {
    names: pages.flatMap(({ entries }) => entries.map((entry) => entry.nativeId)),
    refused: pages.flatMap((page) => page.refused),
  };
}

async function refusal(path: string, bytes?: number): Promise<string> {
  const work = bytes === undefined ? pagesOf(path) : readBytes(path, bytes);
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Rejected);
  return (error as Rejected).message.replace(path, 'FILE');
}

const bare = officialRecord('a/bare').server;
const wrapped = officialRecord('a/wrapped');

describe('crawler/registries/file/index.test.ts', () => {
  it.each<[string, string | Buffer]>([
    ['list.json', JSON.stringify([bare, wrapped])],
    ['list.json', `\uFEFF${JSON.stringify({ servers: [bare, wrapped], metadata: {} }, null, 2)}\r\n`],
    ['list.jsonl', `${JSON.stringify(bare)}\r\n\r\n${JSON.stringify(wrapped)}`],
    ['LIST.NDJSON', `\uFEFF${JSON.stringify(bare)}\n${JSON.stringify(wrapped)}\n`],
    ['list.json.gz', gzipSync(JSON.stringify([bare, wrapped]))],
    ['list.jsonl.gz', gzipSync(`${JSON.stringify(bare)}\n${JSON.stringify(wrapped)}\n`)],
    // What it is, is in the file, not in its name.
    ['packed.json', gzipSync(JSON.stringify([bare, wrapped]))],
    ['plain.json.gz', JSON.stringify([bare, wrapped])],
  ])('reads %s', async (name, content) => {
    expect(await listing(write(name, content))).toEqual({ names: ['a/bare', 'a/wrapped'], refused: [] });
  });

  it('reads a single record, and a list of none', async () => {
    expect((await listing(write('one.json', JSON.stringify(bare)))).names).toEqual(['a/bare']);
    expect((await listing(write('one.json', JSON.stringify(wrapped)))).names).toEqual(['a/wrapped']);
    expect(await pagesOf(write('none.json', '[]'))).toEqual([{ entries: [], refused: [], next: undefined }]);
  });

  it('keeps good records beside bad ones, and says where the bad ones stand', async () => {
    const bad = { description: 'nameless' };
    const array = await listing(write('x.json', JSON.stringify([bad, bare, 7, officialRecord('no slash')])));
    expect(array.names).toEqual(['a/bare']);
    expect(array.refused.map(({ label }) => label)).toEqual(['record 1', 'record 3', 'no slash']);
    const lines = await listing(
      write('x.jsonl', `\n{"name":\n${JSON.stringify(bare)}\n${JSON.stringify(bad)}\n{"cut of`),
    );
    expect(lines.names).toEqual(['a/bare']);
    expect(lines.refused.map(({ label }) => label)).toEqual(['line 2', 'line 4', 'line 5']);
    expect(lines.refused[0]!.reason).toMatch(/^is no JSON/);
  });

  it('takes the newest of several records with one name, else the first', async () => {
    const at = (version: string, updatedAt?: string) =>
      officialRecord('a/b', { server: { version }, meta: { updatedAt, isLatest: undefined } });
    const versionOf = async (...records: unknown[]) => {
      const pages = await pagesOf(write('x.json', JSON.stringify([bare, ...records])));
      const refused = pages.flatMap((page) => page.refused.map(({ label }) => label));
      expect(refused).toEqual(records.slice(1).map(() => 'a/b'));
      return pages[0]!.entries.find((entry) => entry.nativeId === 'a/b')?.server.version;
    };
    const [first, second] = ['2025-01-01T00:00:00Z', '2025-01-01T01:30:00+01:00'];
    expect(await versionOf(at('1', first), at('2', second))).toBe('2');
    expect(await versionOf(at('2', second), at('1', first))).toBe('2');
    expect(await versionOf(at('1'), at('2'), at('3'))).toBe('1');
    expect(await versionOf(at('1'), at('2', first), at('3'))).toBe('2');
    const dump = [officialRecord('a/b', { meta: { isLatest: false } }), wrapped, officialRecord('a/b')];
    expect(await listing(write('x.json', JSON.stringify(dump)))).toEqual({ names: ['a/wrapped', 'a/b'], refused: [] });
  });

  it.each<[string, string | Buffer, RegExp]>([
    ['empty.json', '', /^FILE is empty$/],
    ['empty.jsonl.gz', gzipSync(''), /^FILE is empty$/],
    ['bad.json', '{"name": "a/b",}', /^FILE is no JSON$/],
    ['other.json', '{"a": 1}', /^FILE holds no server\.json records$/],
    ['other.json', '{"servers": {}}', /^FILE holds no server\.json records$/],
    ['other.json', 'null', /^FILE holds no server\.json records$/],
    ['text.jsonl', 'Dear reader,\nthis is no list.\n', /^FILE holds no server\.json record: line 1: is no JSON/],
    ['other.jsonl', '{"id": 1}\n{"id": 2}\n', /^FILE holds no server\.json record: line 1: name: /],
    ['damaged.gz', gzipSync('[]'.repeat(1000)).subarray(0, 20), /^FILE is damaged gzip$/],
  ])('refuses %s', async (name, content, problem) => {
    expect(await refusal(write(name, content))).toMatch(problem);
  });

  it('refuses what it cannot read or hold', async () => {
    expect(await refusal(join(temporaryFolder(), 'missing.json'))).toMatch(/^cannot read FILE$/);
    expect(await refusal(temporaryFolder())).toMatch(/^cannot read FILE$/);
    const bomb = write('bomb.json.gz', gzipSync(Buffer.alloc(50_000_000, '[')));
    expect(await refusal(bomb, 1_000_000)).toBe('FILE unpacks to more than 1000000 bytes');
    expect(await refusal(write('large.json', 'x'.repeat(101)), 100)).toBe('FILE has 101 bytes, more than 100');
  });

  it('gives large files in pages, and goes on behind the last one that was stored', async () => {
    const path = write('x.json', JSON.stringify(Array.from({ length: 1200 }, (_, i) => officialRecord(`a/${i}`))));
    const pages = await pagesOf(path);
    expect(pages.map(({ entries }) => entries.length)).toEqual([500, 500, 200]);
    expect(await pagesOf(path, pages[0]!.next)).toEqual(pages.slice(1));
    expect(await pagesOf(path, pages[1]!.next)).toEqual(pages.slice(2));
  });

  it('does not go on in a file that has changed', async () => {
    const records = Array.from({ length: 600 }, (_, i) => officialRecord(`a/${i}`));
    const path = write('x.json', JSON.stringify(records));
    const [first] = await pagesOf(path);
    writeFileSync(path, JSON.stringify(records.slice(1)));
    await expect(pagesOf(path, first!.next)).rejects.toThrow(/has changed since/);
    await expect(pagesOf(path, 'nonsense')).rejects.toThrow(Rejected);
  });

  it('stops when it is told to', async () => {
    const path = write('x.json', JSON.stringify([bare]));
    const list = fileRegistry(path).list({ signal: AbortSignal.abort(new Error('stop')) });
    await expect(list.next()).rejects.toThrow('stop');
  });

  it('has an id that tells two files of one name apart, and a fixed one for the starter list', async () => {
    const starter = resolve(import.meta.dirname, '../../../data/starter.json');
    expect(fileRegistry(starter).id).toBe('file:starter');
    expect(fileRegistry('/a/list.jsonl.gz').id).toMatch(/^file:list-[0-9a-f]{6}$/);
    expect(fileRegistry('/a/list.json').id).not.toBe(fileRegistry('/b/list.json').id);
    expect(fileRegistry('/a/list.json').id).toBe(fileRegistry('/b/../a/list.json').id);
    const { names, refused } = await listing(starter);
    expect(names.length).toBeGreaterThan(5);
    expect(refused).toEqual([]);
  });
});

/** Real records, where the folder with public data lies beside the repository; nobody needs it. */
const DUMP = resolve(import.meta.dirname, '../../../../shared/data/official-servers.jsonl.gz');

describe.runIf(existsSync(DUMP))('crawler/registries/file/index.test.ts: a dump of the official registry', () => {
  it('reads the latest version of every server', async () => {
    const { names, refused } = await listing(DUMP);
    expect(names).toHaveLength(1108);
    expect(new Set(names).size).toBe(1108);
    expect(refused).toEqual([]);
  });
});
