import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What axe finds on a page as it stands: one line for each rule that is broken, with the first element that breaks it. The rule for
 * the size of targets, the only one of WCAG 2.2, is off unless it is asked for.
 */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Legacy mode: no frames here, and it saves opening a second page for each analysis.
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ rules: { 'target-size': { enabled: true } } });
  const { violations } = await builder.analyze();
  const { pathname } = new URL(page.url());
  return violations.map(({ id, nodes }) => `${pathname} ${id}: ${nodes[0]?.html}`);
}
