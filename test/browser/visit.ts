import { expect } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { troublesOf } from './troubles.ts';

/** Uses a page of its own; anything on the console, an exception and any refused resource fails the test. */
export async function visit(
  browser: Browser,
  baseURL: string,
  work: (page: Page, context: BrowserContext) => Promise<void>,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<void> {
  const context = await browser.newContext({ baseURL, ...options });
  const page = await context.newPage();
  const troubles = await troublesOf(page);
  try {
    await work(page, context);
    expect(troubles).toEqual([]);
  } finally {
    await context.close();
  }
}
