import type { Page } from 'playwright-core';

interface Shifted extends PerformanceEntry {
  hadRecentInput: boolean;
  sources: { node?: Node }[];
}

/**
 * What moves on pages that this one opens from now on, by the browser's own account of it (https://wicg.github.io/layout-instability/):
 * elements that could be seen, and what moves within half a second of an input left out.
 *
 * @returns reads the names of what moved since the page was opened
 */
export async function layoutShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const moved: string[] = [];
    Object.assign(globalThis, { moved });
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, sources } of list.getEntries() as Shifted[]) {
        if (!hadRecentInput) moved.push(...sources.map(({ node }) => node?.nodeName ?? 'something that is gone'));
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  return () =>
    page.evaluate(async () => {
      // What moved in a frame is told after it.
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return (globalThis as unknown as { moved: string[] }).moved;
    });
}
