import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AT, listTools } from '../browser/hostile-catalogue.ts';
import { brokenLinks } from '../browser/link-check.ts';
import { publishPages } from '../publish-folder.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { temporaryStore } from '../temporary-store.ts';

test('names of publishers and servers make no address twice and no folder that some systems do not have', async () => {
  const folder = temporaryFolder();
  const [dbPath, out] = [join(folder, 'catalogue.sqlite'), join(folder, 'out')];
  const siteUrl = 'https://toolgate.example';
  const store = temporaryStore(dbPath);
  const put = (name: string, at = AT) => {
    const server = { name, description: 'Gets a thing.', packages: [], remotes: [] };
    return store.servers.put({ identity: name, status: 'active', server }, at).id;
  };
  store.transaction(() => {
    for (const publisher of ['Acme', 'con', 'nul.x']) {
      for (const name of ['one', 'two'])
        listTools(store, put(`${publisher}/${name}`), [{ name: 'get' }], 'imported', null);
    }
    // Parts of lists that begin with `con` and `co.`.
    for (let i = 0; i < 251; i++) put(`co${String.fromCharCode(97 + (i % 13))}${i}/x`);
    for (const name of ['conx/x', 'cony/x', 'co.x/x', 'co.y/x']) put(name);
  });
  await publishPages(out, { dbPath, siteUrl });
  const read = (path: string) => readFileSync(join(out, path), 'utf8');
  expect(read('browse/publisher/acme-37036cd8/index.html')).toContain('/tools/acme-one/');

  // A later one that is called as the address of another.
  store.transaction(() => {
    for (const name of ['three', 'four']) put(`acme-37036cd8/${name}`, '2026-11-25T00:00:00.000Z');
  });
  await publishPages(out, { dbPath, siteUrl });
  const kept = read('browse/publisher/acme-37036cd8/index.html');
  expect(kept).toContain('/tools/acme-one/');
  expect(kept).not.toContain('/tools/acme-37036cd8-three/');
  expect(globSync('browse/publisher/acme-37036cd8-*/index.html', { cwd: out })).toHaveLength(1);
  const again = await publishPages(out, { dbPath, siteUrl });
  expect(again).toMatchObject({ rendered: 0, written: 0 });
  const listed = Array.from(read('sitemaps/pages.xml').matchAll(/<loc>([^<]+)/g), ([, url]) => url!);
  expect(new Set(listed).size).toBe(listed.length);

  // https://learn.microsoft.com/windows/win32/fileio/naming-a-file
  const parts = globSync('**', { cwd: out })
    .filter((path) => !path.startsWith('.toolgate'))
    .flatMap((path) => path.split('/'));
  expect(
    parts.filter((part) => /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$|[. ]$/i.test(part) && part !== '.'),
  ).toEqual([]);
  for (const path of ['servers/con~', 'servers/c', 'publishers/con~', 'publishers/co.~', 'browse/mix/none/con~'])
    expect([path, existsSync(join(out, path, 'index.html'))]).toEqual([path, true]);
  expect(read('_redirects')).toContain('/publishers/co./ /publishers/co.~/ 301\n');
  // The page of a beginning with too many servers leads to its parts.
  expect(read('servers/c/index.html')).toContain('href="/servers/con~/"');
  expect(read('servers/c/index.md')).toContain('](/servers/con~/index.md)');
  expect(brokenLinks(out, (path) => /^\/(?:api\/|schemas\/|changes\/feed\.)/.test(path))).toEqual([]);
}, 240_000);
