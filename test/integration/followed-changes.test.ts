import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATOM_FEED, JSON_FEED } from '../../api/paths.ts';
import { openStore, type Store } from '../../catalog/store/open.ts';
import { readJson, readText } from '../api/published.ts';
import { publishFolder } from '../publish-folder.ts';

/** What feed readers get, of servers and tools that come and go. */
describe('test/integration/followed-changes.test.ts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'toolgate-followed-'));
  const dbPath = join(folder, 'catalogue.sqlite');
  const out = join(folder, 'out');

  const put = (store: Store, name: string, at: string) =>
    store.servers.put({ identity: `import:${name}`, server: { name, description: '' }, status: 'active' }, at).id;
  const list = (store: Store, serverId: number, names: readonly string[], at: string) =>
    store.tools.replaceList({
      serverId,
      tools: names.map((name) => ({ name })),
      source: 'imported',
      launchId: null,
      packageVersion: null,
      at,
    });

  beforeAll(async () => {
    const store = openStore(dbPath);
    store.transaction(() => {
      const notes = put(store, 'notes', '2026-10-01T10:00:00.000Z');
      list(store, notes, ['read_note', 'delete_note'], '2026-10-02T10:00:00.000Z');
      list(store, notes, ['read_note'], '2026-10-03T10:00:00.000Z');
      const gone = put(store, 'gone', '2026-10-01T11:00:00.000Z');
      list(store, gone, ['open_door'], '2026-10-02T11:00:00.000Z');
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
      ['notes: 2 tools listed for the first time', '/tools/notes/'],
      ['New server: notes', '/tools/notes/'],
    ]);
    // RFC 4287, 4.1.2: an entry without content must have one.
    expect(entries.map(linkOf)).toEqual(feed.items.map(({ url }) => url));
    for (const { url } of feed.items) expect(existsSync(join(out, url, 'index.html'))).toBe(true);
    expect(readFileSync(join(out, 'changes/2026-11/index.html'), 'utf8')).toContain('gone');
  });
});
