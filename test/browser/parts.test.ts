import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../catalog/store/open.ts';
import { publishPages } from '../publish-folder.ts';
import { accessibilityFaults } from './accessibility-faults.ts';
import { AT, listTools } from './hostile-catalogue.ts';
import { siteInBrowser } from './site-in-browser.ts';
import { invalidHtml } from './valid-html.ts';

/** Kinds of pages that only a catalogue with long lists has, each with where they stand. */
const KINDS = {
  'servers by the beginning of their names': 'servers/*/',
  'publishers by the beginning of theirs': 'publishers/*/',
  'a part of the servers of a set': 'browse/*/*/*/',
  'a part of the changes of a day': 'changes/*/*/',
  'a part of the tools of a level': 'risk/*/*/*/',
};
/** More than the lists of servers, publishers and changes of a day have on a page. */
const SERVERS = 310;
/** More than a page lists of the tools of a level. */
const TOOLS = 210;

describe('test/browser/parts.test.ts', () => {
  const { out, inPage } = siteInBrowser(async (catalogue, into) => {
    const store = openStore(catalogue);
    const put = (name: string) =>
      store.servers.put({ identity: name, status: 'active', server: { name, description: '' } }, AT).id;
    store.transaction(() => {
      for (let i = 0; i < SERVERS; i += 1) put(`${'abc'[i % 3]}${i}.example/server`);
      put(`a${'w'.repeat(150)}.example/\u202eserver<b>\u3164`);
      put('a/two');
      put('a/three');
      const tools = Array.from({ length: TOOLS }, (_, i) => ({
        name: `list_${'abc'[i % 3]}_${i}${i === 0 ? `_${'w'.repeat(150)}<b>` : ''}`,
      }));
      listTools(store, put('z.example/tools'), tools, 'imported', null);
    });
    store.close();
    await publishPages(into, { dbPath: catalogue, siteUrl: 'https://toolgate.example' });
  });

  /** The largest page of a kind, which has the longest list, and the smallest, which often has links to parts alone. */
  const pagesOf = (place: string): string[] => {
    const pages = globSync(`${place}index.html`, { cwd: out })
      .filter((file) => !readFileSync(join(out, file), 'utf8').includes('http-equiv="refresh"'))
      .sort((a, b) => statSync(join(out, a)).size - statSync(join(out, b)).size);
    return [...new Set([pages.at(-1), pages[0]])].filter((file) => file !== undefined);
  };

  it.each(Object.entries(KINDS))(
    'has valid pages of %s, without a fault and as wide as the screen',
    async (_, place) => {
      const files = pagesOf(place);
      expect(files.length).toBeGreaterThan(0);
      // The one with the name that has no place to break is among them.
      expect(files.filter((file) => readFileSync(join(out, file), 'utf8').includes('w'.repeat(100)))).not.toEqual([]);
      expect(await invalidHtml(out, files)).toEqual([]);
      for (const width of [360, 1280]) {
        await inPage(
          async (page) => {
            for (const file of files) {
              await page.goto(`/${file.slice(0, -'index.html'.length)}`);
              expect(await accessibilityFaults(page)).toEqual([]);
              const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
              const [live, links] = [page.locator('main b'), page.locator('main :is(table, .groups, .changes, ul) a')];
              expect({ file, tooWide, live: await live.count(), h1: await page.locator('h1').count() }).toEqual({
                file,
                tooWide: false,
                live: 0,
                h1: 1,
              });
              expect(await links.count()).toBeGreaterThan(0);
            }
          },
          { viewport: { width, height: 800 } },
        );
      }
    },
  );
});
