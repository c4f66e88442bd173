import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { startChromium } from './chromium.ts';
import { serveFolder } from './static-server.ts';
import { visit } from './visit.ts';

type Work = Parameters<typeof visit>[2];
type Options = Parameters<typeof visit>[3];

export interface SiteInBrowser {
  /** For whatever the tests of the file make besides; deleted after the last of them. */
  folder: string;
  dbPath: string;
  out: string;
  /** What the folder is served at, and the browser; both once the tests run. */
  url: () => string;
  browser: () => Browser;
  /** Uses a page of its own, see {@link visit}. */
  inPage: (work: Work, options?: Options) => Promise<void>;
}

/**
 * A site for all tests of a block: published before the first of them, served and opened in a real browser.
 *
 * @param publish fills a new catalogue and publishes it into a folder
 */
export function siteInBrowser(publish: (catalogue: string, into: string) => Promise<void>): SiteInBrowser {
  const folder = mkdtempSync(join(tmpdir(), 'toolgate-site-'));
  const [dbPath, out] = [join(folder, 'catalog.sqlite'), join(folder, 'out')];
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveFolder>>;
  beforeAll(async () => {
    await publish(dbPath, out);
    server = await serveFolder(out);
    browser = await startChromium();
  });
  afterAll(async () => {
    // Either is missing where publishing failed.
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    dbPath,
    out,
    url: () => server.url,
    browser: () => browser,
    inPage: (work, options) => visit(browser, server.url, work, options),
  };
}
