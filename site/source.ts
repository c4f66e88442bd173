/**
 * Where the Astro pages get their models from. Astro bundles the pages apart from the program that builds them, so the two
 * meet at one global: the builder (or the development server) provides, a page asks. This file is all that a page knows of
 * the catalogue, and the boundary of a page's template (see template-hash.ts).
 */
import type { PageKind, PageModels, PageParams } from './view/page-models.ts';

export interface PageSource {
  /** Public address of the site, when known. */
  siteUrl: string | undefined;
  model<Kind extends PageKind>(kind: Kind, params: PageParams): PageModels[Kind] | Promise<PageModels[Kind]>;
}

const KEY = Symbol.for('toolgate.site.source');
const holder = globalThis as { [KEY]?: PageSource };

/** Makes a source the one that pages ask, until the returned function is called. */
export function provideSource(source: PageSource): () => void {
  if (holder[KEY] !== undefined) throw new Error('another site build is running in this process');
  holder[KEY] = source;
  return () => {
    delete holder[KEY];
  };
}

/** The present source. */
export function pageSource(): PageSource {
  const source = holder[KEY];
  if (source === undefined) throw new Error('pages are rendered by publish/ or `astro dev`, never by themselves');
  return source;
}

/** For the frontmatter of a route: the model of the page that is rendered. */
export async function pageModel<Kind extends PageKind>(
  kind: Kind,
  params: Record<string, string | undefined> = {},
): Promise<PageModels[Kind]> {
  return pageSource().model(kind, params as PageParams);
}
