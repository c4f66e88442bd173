/** The lower bound: the same pages out of the same models by template strings, without Astro, memory or threads. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { escapeMarkup } from '../../catalog/escape-markup.ts';
import { openStore } from '../../catalog/store/open.ts';
import { catalogueReader } from '../../catalog/store/reader.ts';
import { fileOf } from '../../site/links.ts';
import { serverPages } from '../../site/server-pages.ts';

/** Everything that a model says, in order, each in an element of its own: what a page of that model cannot do without. */
function body(value: unknown, name: string): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value))
    return `<ul class="${name}">${value.map((item) => `<li>${body(item, name)}</li>`).join('')}</ul>`;
  if (typeof value !== 'object') {
    const text = escapeMarkup(typeof value === 'string' ? value : JSON.stringify(value));
    return name === 'url' ? `<a href="${text}">${text}</a>` : `<span class="${name}">${text}</span>`;
  }
  const members = Object.entries(value).map(([key, member]) => body(member, key));
  return `<section class="${name}"><h3>${name}</h3>${members.join('\n')}</section>`;
}

/**
 * Writes all pages of servers and tools.
 *
 * @param sample a page that Astro rendered, whose frame (head, navigation, footer) each page gets
 * @returns how many pages, and their bytes
 */
export function writePlainPages(dbPath: string, out: string, sample: string): { pages: number; bytes: number } {
  const [before, rest] = readFileSync(sample, 'utf8').split('<main', 2) as [string, string];
  const after = rest.slice(rest.indexOf('</main>'));
  const store = openStore(dbPath, { readonly: true });
  const reader = catalogueReader(store);
  let [pages, bytes] = [0, 0];
  for (const slug of reader.slugs()) {
    for (const { url, model } of serverPages(reader.view(slug)!, [])) {
      const html = `${before}<main id="main" class="wrap">${body(model(), 'page')}${after}`;
      const file = join(out, fileOf(url));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, html);
      pages += 1;
      bytes += Buffer.byteLength(html);
    }
  }
  store.close();
  return { pages, bytes };
}
