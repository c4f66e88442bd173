import type { Page } from 'playwright-core';

/**
 * Gathers what goes wrong on a page while it is used: exceptions, errors and warnings on the console, and what the content
 * security policy refuses, also where a program swallows the refusal.
 */
export async function troublesOf(page: Page): Promise<string[]> {
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
  });
  page.on('pageerror', ({ message }) => troubles.push(message));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`refused by ${violatedDirective}: ${blockedURI}`),
    );
  });
  return troubles;
}
