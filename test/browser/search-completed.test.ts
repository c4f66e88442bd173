import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../catalog/store/open.ts';
import { publishPages } from '../publish-folder.ts';
import { publishIndex } from '../search/publish-index.ts';
import { addServer } from '../search/search-catalogue.ts';
import { siteInBrowser } from './site-in-browser.ts';

/** Words that hundreds of tools have, so that their postings go on in parts, and a second answer follows the first. */
const toolsOf = (server: number) =>
  Array.from({ length: 500 }, (_, i) => ({
    name: i % 7 === 0 ? `move_crate_${i}` : i % 7 === 3 ? `crate_${i}` : `move_${i}`,
    // In words of its own, or all servers but one would be copies of it.
    description:
      i % 5 === 0
        ? `Counts${server} everything${server} that lies${server} in the shelf${server} behind${server} the door of the old${server} building and the crate.`
        : 'Something to move and sell.',
  }));

describe('test/browser/search-completed.test.ts', () => {
  const { inPage } = siteInBrowser(async (catalogue, into) => {
    // Of 2000 tools the index alone, and the pages of an empty catalogue: nothing here follows a result.
    openStore(catalogue).close();
    await publishPages(into, { dbPath: catalogue });
    const store = openStore(`${catalogue}.searched`);
    store.transaction(() => {
      for (let i = 0; i < 4; i++) addServer(store, `acme${i}/stock`, toolsOf(i));
    });
    await publishIndex(store, `${into}.searched`);
    store.close();
    cpSync(join(`${into}.searched`, 'search'), join(into, 'search'), { recursive: true });
  });

  const status = (page: Page, text: RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor();
  const lines = (page: Page) =>
    page.locator('.results a').evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
  const more = (page: Page) => page.getByRole('button', { name: 'More results' });

  /** Holds back what only the second answer needs; gives what lets it go. */
  async function holdSecond(page: Page): Promise<() => void> {
    let go = () => {};
    const gone = new Promise<void>((resolve) => (go = resolve));
    await page.route('**/search/files/*/parts/**', async (route) => {
      await gone;
      await route.continue();
    });
    return go;
  }

  it('keeps the focus on the line that somebody skipped to when the answer is completed', async () => {
    await inPage(async (page) => {
      const go = await holdSecond(page);
      await page.goto('/search/?q=crate+');
      await status(page, /^More than 256 results\.$/);
      await page.getByRole('button', { name: 'Skip to the results' }).press('Enter');
      await page.keyboard.press('Tab');
      const before = await lines(page);
      go();
      await status(page, /^856 results\.$/);
      expect(await lines(page)).toEqual(before);
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(before[1]);
      await more(page).press('Enter');
      await page.locator('.results li').nth(39).waitFor();
      expect(new Set(await lines(page)).size).toBe(40);
    });
  });

  it('shows the lines of the completed answer to somebody who is elsewhere', async () => {
    await inPage(async (page) => {
      const go = await holdSecond(page);
      await page.goto('/search/?q=door+crate+');
      await status(page, /^More than 120 results\.$/);
      const before = await lines(page);
      go();
      await status(page, /^400 results\.$/);
      expect(await lines(page)).not.toEqual(before);
    });
  });

  it.each(['focus', 'pointer'])('moves no line under the %s, and goes on with all that is not shown', async (what) => {
    await inPage(async (page) => {
      const go = await holdSecond(page);
      await page.goto('/search/?q=door+crate+');
      await status(page, /^More than 120 results\.$/);
      const before = await lines(page);
      const line = page.locator('.results a').nth(3);
      await (what === 'focus' ? line.focus() : line.hover());
      go();
      await status(page, /^400 results\.$/);
      expect(await lines(page)).toEqual(before);
      for (let shown = before.length; await more(page).isVisible();) {
        await more(page).press('Enter');
        await page.locator('.results li').nth(shown).waitFor();
        shown = (await lines(page)).length;
      }
      const all = await lines(page);
      expect([all.length, new Set(all).size]).toEqual([400, 400]);
      expect(await page.getByRole('status').first().textContent()).toBe('400 of 400 results.');
    });
  });
});
