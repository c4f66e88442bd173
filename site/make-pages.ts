import { sha256 } from '../catalog/definition-hash.ts';
import { Fatal } from '../catalog/errors.ts';
import { fileOf } from './links.ts';
import type { Page } from './page.ts';
import type { Render } from './render/renderer.ts';
import type { PageKind } from './view/page-models.ts';

/** What a page is known by: a hash of all that it is made from. */
export type PageKey = (kind: PageKind, model: unknown) => string;

/** @param templateHash see {@link templateHashes} */
export function pageKey(templateHash: (kind: PageKind) => string, siteUrl = ''): PageKey {
  // The order of a model's fields is that of the code which makes it, so equal models have equal texts.
  return (kind, model) => sha256(`${templateHash(kind)}\n${siteUrl}\n${JSON.stringify(model)}`);
}

/** A page as a file; without content it stands there already, made from the same. */
export interface MadePage {
  path: string;
  key: string;
  content?: string;
}

/**
 * Renders pages, but not those that stand there already, made from an equal model by the same template.
 *
 * @param keys of the files that stand there, by path
 * @throws Fatal when two pages have one address
 */
export async function makePages(
  pages: Iterable<Page>,
  keys: ReadonlyMap<string, string>,
  keyOf: PageKey,
  render: Render,
): Promise<MadePage[]> {
  const made = new Map<string, MadePage>();
  for (const { kind, url, model } of pages) {
    const path = fileOf(url);
    if (made.has(path)) throw new Fatal(`two pages have the address ${url}`);
    const value = model();
    const key = keyOf(kind, value);
    made.set(path, { path, key, ...(keys.get(path) === key ? {} : { content: await render(url, value) }) });
  }
  return [...made.values()];
}
