import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { publishPages } from '../publish-folder.ts';
import { writeHostileCatalogue } from './hostile-catalogue.ts';
import { siteInBrowser } from './site-in-browser.ts';

const NOTES = '/tools/io-github-example-notes/';
const ARABIC = 'قراءة_ملف';

describe('test/browser/reading.test.ts', () => {
  const { inPage } = siteInBrowser(async (catalogue, into) => {
    writeHostileCatalogue(catalogue);
    await publishPages(into, { dbPath: catalogue });
  });

  const at = (width: number) => ({ viewport: { width, height: 800 } });
  const directions = (page: Page, selector: string) =>
    page.locator(selector).evaluateAll((all) => all.map((node) => getComputedStyle(node).direction));
  const left = async (page: Page, selector: string) => (await page.locator(selector).first().boundingBox())!.x;

  it('sets texts from right to left where they are, and what is quoted of them in their order', async () => {
    await inPage(async (page) => {
      await page.goto('/tools/evil-example-title-script-window-pwned-7-script/');
      const row = page.locator('.tool-list li', { hasText: ARABIC });
      expect(await row.locator('.sub').evaluate((node) => getComputedStyle(node).direction)).toBe('rtl');
      await row.getByRole('link').click();
      await page.getByRole('heading', { level: 1, name: ARABIC }).waitFor();
      for (const block of ['.title', '.lead', '.schema .foreign', '.schema .foreign bdi'])
        expect({ block, directions: await directions(page, block) }).toEqual({ block, directions: ['rtl'] });
      // The first word of the name is the one that is marked: it stands to the right of the others.
      const name = '.verdict figure:has(figcaption:text-is("name")) blockquote';
      expect(await directions(page, name)).toEqual(['rtl']);
      expect(await left(page, `${name} mark`)).toBeGreaterThan(await left(page, `${name} span`));
      const english = '.verdict figure:has(figcaption:text-matches("input schema")) blockquote';
      expect(await directions(page, english)).toEqual(['ltr']);

      await page.goto('/tools/io-github-example-failed-later/get_file/');
      expect(await directions(page, '.diff')).toEqual(['rtl']);
      const [before, removed, added, after] = await page
        .locator('.diff')
        .evaluate((diff) => Array.from(diff.children, (part) => part.getBoundingClientRect().left));
      expect(before! > removed! && removed! > added! && added! > after!).toBe(true);
      await page.goto('/tools/io-github-example-failed-later/read_note/');
      expect(await directions(page, '.diff')).toEqual(['ltr']);
    });
  });

  it('folds the sections of a page before its text on a phone, and lays them open beside it', async () => {
    await inPage(async (page) => {
      for (const url of [`${NOTES}run_command/`, NOTES, '/policy-format/', '/state/']) {
        await page.goto(url);
        const list = page.getByRole('navigation', { name: 'On this page' });
        const summary = list.locator('summary');
        expect({ url, open: await list.getByRole('link').first().isVisible() }).toEqual({ url, open: false });
        expect((await list.boundingBox())!.y).toBeLessThan((await page.locator('article').boundingBox())!.y);
        await summary.focus();
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        expect(new URL(page.url()).hash).not.toBe('');
        await summary.click();
        await page.setViewportSize({ width: 1280, height: 800 });
        expect({ url, open: await list.getByRole('link').first().isVisible() }).toEqual({ url, open: true });
        expect(await summary.isVisible()).toBe(false);
        await page.setViewportSize({ width: 360, height: 800 });
      }
      await page.goto(NOTES);
      await page.getByRole('link', { name: 'Go to the policies' }).click();
      await expect
        .poll(() => page.locator('#policy').evaluate((node) => node.getBoundingClientRect().top))
        .toBeLessThan(50);
    }, at(360));
  });

  it('shows all of a parameter on a phone, and shades the edge of a table that goes on', async () => {
    await inPage(async (page) => {
      for (const url of [`${NOTES}read_note/`, '/tools/evil-example-title-script-window-pwned-7-script/forty/']) {
        await page.goto(url);
        const rights = await page
          .locator('.schema :is(th, td)')
          .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().right));
        expect(rights.length).toBeGreaterThan(3);
        expect(Math.max(...rights)).toBeLessThanOrEqual(360);
        const beyond = await page
          .locator('.scroll:has(.schema)')
          .evaluateAll((boxes) => boxes.map((box) => box.scrollWidth - box.clientWidth));
        expect(Math.max(...beyond)).toBe(0);
      }
      await page.goto('/sources/');
      const box = page.locator('.scroll').first();
      expect(await box.evaluate((node) => node.scrollWidth > node.clientWidth)).toBe(true);
      const shadow = () => box.evaluate((node) => getComputedStyle(node).boxShadow);
      expect(await shadow()).toMatch(/ -16px 0px/);
      await box.evaluate((node) => node.scrollTo(node.scrollWidth, 0));
      await expect.poll(shadow).not.toMatch(/-16px 0px/);
      expect(await shadow()).toMatch(/ 16px 0px/);
      await page.setViewportSize({ width: 2000, height: 800 });
      await page.goto(`${NOTES}read_note/`);
      expect(
        await page
          .locator('.scroll')
          .first()
          .evaluate((node) => getComputedStyle(node).boxShadow),
      ).toBe('none');
    }, at(360));
  });

  it('prints the text without the ways about the page, and keeps marks where colours are forced', async () => {
    await inPage(async (page) => {
      await page.goto(`${NOTES}run_command/`);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.contents').isVisible()).toBe(false);
      expect(await page.locator('#input pre').isVisible()).toBe(true);
      await page.emulateMedia({ media: 'screen', forcedColors: 'active' });
      expect(await page.locator('.contents').getByRole('link').first().isVisible()).toBe(true);
      expect((await page.locator('.verdict mark').first().boundingBox())!.width).toBeGreaterThan(10);
    });
  });
});
