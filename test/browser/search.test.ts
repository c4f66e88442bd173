import { statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../catalog/store/open.ts';
import { HIDDEN } from '../hidden-characters.ts';
import { publishPages } from '../publish-folder.ts';
import { addServer } from '../search/search-catalogue.ts';
import { accessibilityFaults } from './accessibility-faults.ts';
import { layoutShifts } from './layout-shifts.ts';
import { siteInBrowser } from './site-in-browser.ts';

const LEVELS = ['Low', 'Medium', 'High', 'Critical'] as const;
const HOSTILE = [
  '<img src=x onerror="window.pwned=1">',
  'javascript:window.pwned=2',
  '../../attack',
  '__proto__ attack',
  `attack ${'long'.repeat(250_000)}`,
  'attack \u202Ekcab\u202C \ud83d',
  'get_attack\u3164\u{e0101}\ufe01',
  '"><script>window.pwned=3</script>',
];

describe('test/browser/search.test.ts', () => {
  const { out, url, browser, inPage } = siteInBrowser(async (catalogue, into) => {
    const store = openStore(catalogue);
    store.transaction(() => {
      for (const name of ['acme/desk', 'example/shelf']) {
        addServer(
          store,
          name,
          Array.from({ length: 30 }, (_, i) => ({
            name: `move_box_${i}`,
            description: `Moves box ${i} to another place.`,
            level: LEVELS[i % 4]!,
            category: i % 3 === 0 ? 'Destructive' : 'Write',
          })),
        );
      }
      addServer(store, 'github', [{ name: 'create_issue', description: 'Opens an issue.' }], 'Issues and code.');
      addServer(
        store,
        'evil/attacker\u3164 <b>\u{e0101}',
        HOSTILE.map((name) => ({ name, description: `${name} attack` })),
      );
    });
    store.close();
    await publishPages(into, { dbPath: catalogue });
  });

  const status = (page: Page, text: RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor();
  const count = (page: Page) => page.locator('.results li').count();

  it('suggests while somebody types, and leads to all results by keyboard alone', async () => {
    await inPage(async (page) => {
      await page.goto('/about/');
      const box = page.getByRole('searchbox', { name: 'Search tools and servers' });
      await box.focus();
      await page.keyboard.type('githbu iss');
      await page.locator('.hits a').first().waitFor();
      expect(await page.locator('.hits .hit-name').first().innerText()).toBe('create_issue');
      expect(await page.locator('form[data-search] [role=status]').textContent()).toMatch(/result.* are listed/);
      await page.keyboard.press('ArrowDown');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(
        '/tools/github/create_issue/',
      );
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Escape');
      expect(await page.locator('.hits').isHidden()).toBe(true);
      await box.fill('move box');
      await page.locator('.hits .hit-all').waitFor();
      expect(await page.locator('.hits .hit-name').count()).toBe(10);
      await page.keyboard.press('Enter');
      await page.waitForURL('/search/?q=move+box');
      await status(page, /^60 results\.$/);
    });
  });

  it('filters by level, category and server, counts, and keeps all of it in the address', async () => {
    await inPage(async (page) => {
      await page.goto('/search/?q=move+box');
      await status(page, /^60 results\.$/);
      expect(await count(page)).toBe(20);
      const choice = (name: RegExp) => page.getByRole('checkbox', { name });
      expect(await page.getByRole('group', { name: 'Risk level' }).innerText()).toMatch(
        /Critical\s+14\s+High\s+14\s+Medium\s+16\s+Low\s+16/,
      );
      await choice(/^High/).check();
      await status(page, /^14 results\.$/);
      expect(new Set(await page.locator('.results .badge').allInnerTexts())).toEqual(new Set(['High']));
      await choice(/^Destructive/).check();
      await status(page, /^4 results\.$/);
      await choice(/^acme\/desk/).check();
      await status(page, /^2 results\.$/);
      expect(page.url()).toBe(`${url()}/search/?q=move+box&level=high&category=destructive&server=acme%2Fdesk`);
      await page.reload();
      await status(page, /^2 results\.$/);
      expect(await choice(/^High/).isChecked()).toBe(true);
      await page.goBack();
      await status(page, /^4 results\.$/);
      expect(await choice(/^acme\/desk/).isChecked()).toBe(false);
      await page.getByRole('searchbox').fill('move box level:critical server:shelf');
      await choice(/^High/).uncheck();
      await choice(/^Destructive/).uncheck();
      await status(page, /^7 results\.$/);
      await page.goto('/search/?q=move+box&level=High&category=DESTRUCTIVE');
      await status(page, /^4 results\.$/);
    });
  });

  it('says that it searches while an answer is slow', async () => {
    await inPage(async (page) => {
      const [held, passed] = [[] as (() => void)[], { all: false }];
      await page.route('**/search/files/**', async (route) => {
        if (!passed.all) await new Promise<void>((go) => held.push(go));
        await route.continue().catch(() => undefined);
      });
      for (const [path, words] of [
        ['/search/', 'move box'],
        ['/about/', 'create issue'],
      ] as const) {
        passed.all = false;
        await page.goto(path);
        await page.getByRole('searchbox').fill(words);
        await status(page, /^Searching …$/);
        passed.all = true;
        expect(held.length).toBeGreaterThan(0);
        for (const go of held.splice(0)) go();
        await status(page, /^\d+ results?\b/);
      }
    });
  });

  it('moves nothing that can be seen when the answer to an address comes', async () => {
    for (const width of [360, 1280]) {
      await inPage(
        async (page) => {
          const shifts = await layoutShifts(page);
          for (const [query, said] of [
            ['q=move&level=high&server=acme/desk', /results?/],
            ['q=move', /results?/],
            ['q=qqqq', /Fewer or other words/],
            ['', /^$/],
          ] as const) {
            await page.goto(`/search/?${query}`);
            await page.locator('[data-facets]:not([hidden])').waitFor({ state: 'attached' });
            await page.getByRole('status').filter({ hasText: said }).waitFor({ state: 'attached' });
            expect({ width, query, shifts: await shifts() }).toEqual({ width, query, shifts: [] });
          }
        },
        { viewport: { width, height: 800 } },
      );
    }
  });

  it('leads to the lists when levels or categories are all that is asked for', async () => {
    await inPage(async (page) => {
      const links = () =>
        page.locator('.offers a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
      await page.goto('/search/?q=level:critical+category:write');
      await status(page, /^Add a word to search, or see the whole lists\.$/);
      expect(await links()).toEqual(['/risk/critical/', '/categories/write/']);
      for (const link of await links()) expect((await page.request.get(link)).status()).toBe(200);
      await page.getByRole('searchbox').fill('');
      await page.locator('.offers a[href="/risk/"]').waitFor();
      expect(await links()).toEqual(['/tools/', '/risk/', '/categories/']);
      await page.getByRole('searchbox').fill('level:critical box');
      await status(page, /^14 results\.$/);
      await page.goto('/about/');
      await page.getByRole('searchbox').fill('level:high');
      await page.locator('.hits a[href="/risk/high/"]').click();
      await page.getByRole('heading', { level: 1, name: /High/ }).waitFor();
    });
  });

  it('offers the filter or the list when a word is the name of a level or category', async () => {
    await inPage(async (page) => {
      const offered = () =>
        page.locator('.offers a').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
      await page.goto('/search/?q=destructive+tools');
      await page.locator('.offers a[href="/categories/destructive/"]').waitFor();
      await page.goto('/search/?q=critical');
      await status(page, /^Nothing found/);
      expect((await offered())[0]).toBe('/risk/critical/');
      // Whoever has no word yet can choose all the same.
      await page.goto('/search/?level=critical');
      await status(page, /^Add a word/);
      expect(await page.getByRole('checkbox', { name: /^Critical/ }).isChecked()).toBe(true);
      await page.getByRole('checkbox', { name: /^Destructive/ }).check();
      await page.locator('.offers a[href="/categories/destructive/"]').waitFor();
      // No description says "critical": the tools are.
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.getByRole('searchbox').fill('critical box');
      await status(page, /^14 results\.$/);
      expect(new Set(await page.locator('.results .badge').allInnerTexts())).toEqual(new Set(['Critical']));
      await page.getByRole('searchbox').fill('destructive box crit');
      await page.getByRole('link', { name: 'Only Critical and Destructive tools: box' }).click();
      await page.waitForURL('/search/?q=box&level=critical&category=destructive');
      await status(page, /^6 results\.$/);
      await page.goto('/about/');
      await page.getByRole('searchbox').fill('destructive');
      await page.locator('.hits a[href="/categories/destructive/"]').click();
      await page.getByRole('heading', { level: 1, name: /Destructive/ }).waitFor();
    });
  });

  it('leads past the filters to the results, and clears all filters at once', async () => {
    await inPage(async (page) => {
      await page.goto('/search/?q=move+box&level=high&category=write');
      await status(page, /^10 results\.$/);
      await page.getByRole('searchbox').focus();
      for (const name of ['Search', 'Clear filters', 'Skip to the results']) {
        await page.keyboard.press('Tab');
        expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe(name);
      }
      await page.keyboard.press('Enter');
      expect(
        await page.evaluate(() => document.activeElement === document.querySelector('.results [href^="/tools/"]')),
      ).toBe(true);
      await page.keyboard.press('Shift+Tab');
      await page.getByRole('button', { name: 'Clear filters' }).press('Enter');
      await status(page, /^60 results\.$/);
      expect(new URL(page.url()).search).toBe('?q=move+box');
      expect(await page.getByRole('button', { name: 'Clear filters' }).isVisible()).toBe(false);
      await page.goBack();
      await status(page, /^10 results\.$/);
    });
  });

  it('folds the filters on a small screen, with how many are active, and lays them open beside the results on a wide one', async () => {
    await inPage(
      async (page) => {
        await page.goto('/search/?q=move+box&level=high');
        await status(page, /^14 results\.$/);
        const box = await page.locator('.results li').first().boundingBox();
        expect(box!.y).toBeLessThan(600);
        const low = page.getByRole('checkbox', { name: /^Low/ });
        expect(await low.isVisible()).toBe(false);
        const summary = page.locator('.facets > summary');
        expect((await summary.innerText()).trim()).toBe('Filters 1 active');
        await page.getByRole('button', { name: 'Search' }).focus();
        // Past the two buttons before the filters.
        for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await low.check();
        await status(page, /^30 results\.$/);
        // What somebody unfolded stays so while they choose.
        expect(await low.isVisible()).toBe(true);
        expect((await summary.innerText()).trim()).toBe('Filters 2 active');
        expect(await accessibilityFaults(page)).toEqual([]);
        await summary.click();
        await page.setViewportSize({ width: 1280, height: 800 });
        await low.waitFor();
        expect(await summary.isVisible()).toBe(false);
      },
      { viewport: { width: 390, height: 800 } },
    );
  });

  it('shows more by keyboard, and moves to what was added', async () => {
    await inPage(async (page) => {
      await page.goto('/search/?q=move+box');
      await status(page, /^60 results\.$/);
      const more = page.getByRole('button', { name: 'More results' });
      await more.focus();
      await page.keyboard.press('Enter');
      await page.locator('.results li').nth(39).waitFor();
      const at = await page.evaluate(() =>
        [...document.querySelectorAll('.results a')].indexOf(document.activeElement as HTMLAnchorElement),
      );
      expect(at).toBe(20);
      await more.press('Enter');
      await page.locator('.results li').nth(59).waitFor();
      expect(await more.isHidden()).toBe(true);
      expect(
        new Set(await page.locator('.results a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))).size,
      ).toBe(60);
    });
  });

  it('reaches every facet by keyboard', async () => {
    await inPage(async (page) => {
      await page.goto('/search/?q=move+box');
      await status(page, /60 results/);
      await page.getByRole('searchbox').focus();
      const reached: string[] = [];
      for (let i = 0; i < 18; i++) {
        await page.keyboard.press('Tab');
        reached.push(await page.evaluate(() => (document.activeElement as HTMLInputElement).value));
      }
      expect(reached).toEqual(expect.arrayContaining(['Critical', 'Unclassified', 'Read', 'Financial', 'acme/desk']));
      await page.getByRole('checkbox', { name: /^Low/ }).focus();
      await page.keyboard.press('Space');
      await status(page, /^16 results\.$/);
    });
  });

  it('says when nothing is found, what lacks words, and when the files cannot be had', async () => {
    await inPage(async (page) => {
      await page.goto('/search/?q=nosuchthinganywhere');
      await status(page, /^Nothing found\. Fewer or other words may help\.$/);
      const links = await page.locator('.offers a').evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
      expect(links).toEqual(['/tools/', '/risk/', '/categories/']);
      for (const link of links) expect((await page.request.get(link)).status()).toBe(200);
      await page.getByRole('searchbox').fill('create issue nosuchthinganywhere');
      await status(page, /^Nothing has all of it\. Close to it: \d+ results?\.$/);
      // With a filter others come close.
      expect(await page.getByRole('group', { name: 'Risk level' }).innerText()).toMatch(/Critical\s+\d+\+\s/);
      expect(await page.locator('.results .hit-name').first().innerText()).toBe('create_issue');
    });
    const context = await browser().newContext({ baseURL: url() });
    const page = await context.newPage();
    await page.route('**/search/*.bin*', (route) => route.abort());
    await page.goto('/search/?q=box');
    await status(page, /^Search is not available\. Browse/);
    await page.unroute('**/search/*.bin*');
    await page.getByRole('searchbox').fill('move box');
    await status(page, /^60 results/);
    await context.close();
  });

  it('shows hostile names as text, with links that lead to their pages', async () => {
    await inPage(
      async (page) => {
        await page.goto('/search/?q=attack');
        await page.locator('.results li').first().waitFor();
        expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBe(undefined);
        expect(await page.locator('.results :is(img, script, b)').count()).toBe(0);
        expect(await page.locator('.results').innerText()).toContain('[U+202E]kcab');
        expect(await page.locator('.results').innerText()).toContain('get_attack[U+3164][U+E0101][U+FE01]');
        const choice = page.locator('[data-servers] label');
        expect(await choice.locator('bdi').textContent()).toBe('evil/attacker[U+3164] <b>[U+E0101]');
        expect(await page.locator('main').textContent()).not.toMatch(HIDDEN);
        const links = await page.locator('.results a').evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
        expect(links.length).toBeGreaterThanOrEqual(HOSTILE.length);
        for (const link of links)
          expect({ link, status: (await page.request.get(link)).status() }).toEqual({ link, status: 200 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
        // The name that is chosen is the whole one.
        await page.locator('.facets > summary').click();
        await choice.click();
        await page.waitForURL(({ searchParams }) => searchParams.get('server') === 'evil/attacker\u3164 <b>\u{e0101}');
        await status(page, new RegExp(`^${links.length} results\\.$`));
      },
      { viewport: { width: 360, height: 800 } },
    );
  });

  it.each(['light', 'dark'] as const)('has no accessibility fault with results: %s', async (colorScheme) => {
    await inPage(
      async (page) => {
        await page.goto('/search/?q=move+box&level=high');
        await status(page, /14 results/);
        expect(await accessibilityFaults(page)).toEqual([]);
      },
      { colorScheme },
    );
  });

  it('says where to browse without JavaScript', async () => {
    await inPage(
      async (page) => {
        await page.goto('/search/?q=box');
        const note = page.locator('noscript');
        expect(await note.innerText()).toContain('needs JavaScript');
        expect(await note.locator('a').evaluateAll((all) => all.map((a) => a.getAttribute('href')))).toEqual([
          '/tools/',
          '/risk/',
        ]);
      },
      { javaScriptEnabled: false },
    );
  });

  it('gives up what nobody waits for, and shows only the last answer', async () => {
    await inPage(async (page) => {
      await page.goto('/search/');
      await page.route('**/search/files/*/terms/**', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        await route.continue().catch(() => {});
      });
      await page.getByRole('searchbox').pressSequentially('create issue');
      await status(page, /result/);
      expect(await page.locator('.results .hit-name').first().innerText()).toBe('create_issue');
    });
  });

  it('answers the last question also when an earlier one that was given up wanted the same file first', async () => {
    await inPage(async (page) => {
      await page.goto('/search/?q=move+box');
      await status(page, /^60 results\.$/);
      await page.route('**/search/files/*/words.bin', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 400));
        await route.continue().catch(() => {});
      });
      const loaded = page.waitForResponse('**/search/files/*/words.bin');
      // Each of the two asks which frequent words begin so.
      await page.getByRole('searchbox').fill('m');
      await page.getByRole('searchbox').press('End');
      await page.keyboard.press('o', { delay: 100 });
      await loaded;
      await status(page, /result/);
      expect(await page.locator('.results .hit-name').first().innerText()).toMatch(/^move/);
    });
  });

  it('is light: script, index and the first answer', async () => {
    await inPage(async (page) => {
      const sizes = new Map<string, number>();
      page.on('response', (response) => {
        const path = new URL(response.url()).pathname;
        if (path.startsWith('/search/') && path.endsWith('.bin')) sizes.set(path, statSync(join(out, path)).size);
      });
      await page.goto('/');
      expect(sizes.size).toBe(0);
      await page.getByRole('searchbox').fill('move box');
      await page.locator('.hits a').first().waitFor();
      const script = await (await page.request.get('/search.js')).body();
      const total = [...sizes.values()].reduce((sum, size) => sum + size, gzipSync(script).length);
      expect(sizes.size).toBeGreaterThan(2);
      expect(total).toBeLessThan(40_000);
    });
  });
});
