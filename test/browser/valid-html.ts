import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HtmlValidate } from 'html-validate';

/** Something in a built page that the HTML standard, or WCAG as far as markup shows it, does not allow. */
export interface Fault {
  page: string;
  line: number;
  rule: string;
  message: string;
}

/** The HTML files of a folder, by their paths in it, in order. */
export function htmlPages(root: string): string[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.html') && !file.startsWith('.')).toSorted();
}

/** Checks pages of a folder, all of them if not said otherwise, against html-validate's own presets. */
export async function invalidHtml(root: string, pages: readonly string[] = htmlPages(root)): Promise<Fault[]> {
  const validator = new HtmlValidate({
    root: true,
    extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:browser'],
    // What scrolls by itself is a named region, whichever element it is.
    rules: { 'prefer-native-element': ['error', { exclude: ['region'] }] },
  });
  const faults: Fault[] = [];
  for (const page of pages) {
    const { results } = await validator.validateString(readFileSync(join(root, page), 'utf8'), page);
    const found = results.flatMap(({ messages }) => messages);
    faults.push(...found.map(({ line, ruleId, message }) => ({ page, line, rule: ruleId, message })));
  }
  return faults;
}
