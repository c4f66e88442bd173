import { sha256 } from '../catalog/definition-hash.ts';
import { Fatal } from '../catalog/errors.ts';
import { distinctPages } from './distinct-pages.ts';
import { fileOf, NOT_FOUND, twinOf } from './links.ts';
import type { Page } from './page.ts';
import type { Render } from './render/renderer.ts';
import { markdownTwin } from './twin/markdown-twin.ts';
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

/** The files of one page: itself, and its Markdown twin. They have one key, since they are made from the same. */
export interface PageFiles {
  url: string;
  files: MadePage[];
  /** Whether search engines are asked not to list it. */
  noindex: boolean;
}

/** Where the files of a page stand. What hosts answer with where there is no page has no twin. */
export const pagePaths = (url: string): string[] =>
  url === NOT_FOUND ? [fileOf(url)] : [fileOf(url), twinOf(url).slice(1)];

/** Renders a page and makes its twin, in the order of {@link pagePaths}. */
export async function renderPage(url: string, key: string, model: unknown, render: Render): Promise<MadePage[]> {
  const html = await render(url, model);
  const [page, twin] = pagePaths(url) as [string, string?];
  const files: MadePage[] = [{ path: page, key, content: html }];
  if (twin !== undefined) files.push({ path: twin, key, content: markdownTwin(html, url) });
  return files;
}

/** Whether a page asks search engines not to list it. */
export const isNoindex = (model: unknown): boolean =>
  typeof model === 'object' && model !== null && 'noindex' in model && model.noindex === true;

/**
 * Renders pages one after the other, but not those that stand there already, made from an equal model by the same template.
 *
 * @param keys of the files that stand there, by path
 * @throws Fatal when two pages have one address, or one cannot be made
 */
export async function* makePages(
  pages: Iterable<Page>,
  keys: ReadonlyMap<string, string>,
  keyOf: PageKey,
  render: Render,
): AsyncGenerator<PageFiles> {
  for (const page of distinctPages(pages)) {
    try {
      yield await makePage(page, keys, keyOf, render);
    } catch (cause) {
      throw new Fatal(`the page ${page.url} cannot be made`, { cause });
    }
  }
}

async function makePage(
  { kind, url, model }: Page,
  keys: ReadonlyMap<string, string>,
  keyOf: PageKey,
  render: Render,
): Promise<PageFiles> {
  const value = model();
  const key = keyOf(kind, value);
  const paths = pagePaths(url);
  const stands = paths.every((path) => keys.get(path) === key);
  const files = stands ? paths.map((path) => ({ path, key })) : await renderPage(url, key, value, render);
  return { url, files, noindex: isNoindex(value) };
}
