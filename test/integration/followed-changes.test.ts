import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiChange } from '../../api/model/api-change.ts';
import type { ApiServer } from '../../api/model/api-server.ts';
import { ATOM_FEED, dayChangesUrl, JSON_FEED } from '../../api/paths.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { openStore, type Store } from '../../catalog/store/open.ts';
import { readJson, readLines, readText } from '../api/published.ts';
import { publishFolder } from '../publish-folder.ts';

const READ: ToolDefinition = { name: 'read_note' };
const DELETE: ToolDefinition = { name: 'delete_note', description: 'Deletes it.' };

/** What feed readers get, of servers and tools that come and go. */
describe('test/integration/followed-changes.test.ts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'toolgate-followed-'));
  const dbPath = join(folder, 'catalogue.sqlite');
  const out = join(folder, 'out');

  const put = (store: Store, name: string, at: string) =>
    store.servers.put({ identity: `import:${name}`, server: { name, description: '' }, status: 'active' }, at).id;
  const list = (store: Store, serverId: number, tools: readonly ToolDefinition[], at: string) =>
    store.tools.replaceList({
      serverId,
      tools,
      source: 'imported',
      launchId: null,
      packageVersion: null,
      at,
    });

  beforeAll(async () => {
    const store = openStore(dbPath);
    store.transaction(() => {
      const notes = put(store, 'notes', '2026-10-01T10:00:00.000Z');
      list(store, notes, [READ, { ...DELETE, description: 'Deletes.' }], '2026-10-02T10:00:00.000Z');
      list(store, notes, [READ, DELETE], '2026-10-02T12:00:00.000Z');
      list(store, notes, [READ], '2026-10-03T10:00:00.000Z');
      const gone = put(store, 'gone', '2026-10-01T11:00:00.000Z');
      list(store, gone, [{ name: 'open_door' }], '2026-10-02T11:00:00.000Z');
      store.servers.withdraw(gone, 'Nothing speaks for it.', '2026-11-05T11:00:00.000Z');
    });
    store.close();
    await publishFolder(out, { dbPath });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('links each entry of a feed to a page that is there, what is gone included', () => {
    const [head, ...entries] = readText(out, ATOM_FEED).split('<entry>');
    const linkOf = (text: string) => /<link rel="alternate" type="text\/html" href="([^"]+)"/.exec(text)?.[1];
    expect(linkOf(head!)).toBe('/changes/');
    const feed = readJson<{ home_page_url: string; items: { title: string; url: string }[] }>(out, JSON_FEED);
    expect(feed.home_page_url).toBe('/changes/');
    expect(feed.items.map(({ title, url }) => [title, url])).toEqual([
      ['Server removed: gone', '/changes/2026-11/'],
      ['notes: tool `delete_note` removed', '/tools/notes/'],
      ['notes: definition of `delete_note` changed', '/tools/notes/'],
      ['notes: 2 tools listed for the first time', '/tools/notes/'],
      ['New server: notes', '/tools/notes/'],
    ]);
    // RFC 4287, 4.1.2: an entry without content must have one.
    expect(entries.map(linkOf)).toEqual(feed.items.map(({ url }) => url));
    for (const { url } of feed.items) expect(existsSync(join(out, url, 'index.html'))).toBe(true);
    expect(readFileSync(join(out, 'changes/2026-11/index.html'), 'utf8')).toContain('gone');
  });

  it('leaves days and months that are over as they are when a tool comes back, and tells of its return', async () => {
    const page = (url: string) => readText(out, `${url}index.md`);
    const days = ['2026-10-01', '2026-10-02', '2026-10-03'].map(dayChangesUrl);
    // Links to what is gone are taken out meanwhile.
    const told = () => [
      ...days.map((day) => readLines<ApiChange>(out, day).map(({ url: _, pageUrl: __, ...change }) => change)),
      page('/changes/2026-10/').replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
    ];
    const before = told();
    expect(JSON.stringify(before)).toContain('tool-changed');
    const store = openStore(dbPath);
    const { id } = store.servers.bySlug('notes')!;
    store.transaction(() => list(store, id, [READ, DELETE], '2026-11-21T10:00:00.000Z'));
    store.close();
    await publishFolder(out, { dbPath });
    expect(told()).toEqual(before);
    const absences = [{ removedAt: '2026-10-03T10:00:00.000Z', returnedAt: '2026-11-21T10:00:00.000Z' }];
    expect(readLines<ApiChange>(out, dayChangesUrl('2026-11-21'))).toEqual([
      {
        at: '2026-11-21T10:00:00.000Z',
        event: 'tool-returned',
        server: 'notes',
        serverSlug: 'notes',
        tool: 'delete_note',
        url: '/api/v1/servers/notes.json#/tools/delete_note',
        pageUrl: '/tools/notes/delete_note/',
      },
    ]);
    expect(readJson<ApiServer>(out, '/api/v1/servers/notes.json').tools['delete_note']!.absences).toEqual(absences);
    expect(readJson<{ items: { title: string }[] }>(out, JSON_FEED).items[0]!.title).toBe(
      'notes: tool `delete_note` listed again',
    );
    expect(page('/changes/2026-11/')).toContain('tool back');
    expect(page('/tools/notes/delete_note/')).toContain('Not listed from 3 October 2026 to 21 November 2026.');
    expect(page('/tools/notes/')).toContain('Listed again: [«`delete_note`»](/tools/notes/delete_note/index.md)');
  });
});
