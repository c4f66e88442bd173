import { totalsOfServers } from '../attacks/attack-piece.ts';
import { Rejected } from '../catalog/errors.ts';
import type { CatalogueReader, ServerView } from '../catalog/store/reader.ts';
import { cataloguePages } from './catalogue-pages.ts';
import type { Page } from './page.ts';
import { serverPages } from './server-pages.ts';
import type { PageKind, PageParams } from './view/page-models.ts';

/**
 * The page that a route was asked for.
 *
 * @throws Rejected when the catalogue has none
 */
export function findPage(reader: CatalogueReader, root: string, kind: PageKind, params: PageParams): Page {
  const view = params['server'] === undefined ? undefined : reader.view(params['server']);
  const facts = { attackTotals: () => totalsOfServers(views(reader)) };
  const pages =
    view === undefined ? cataloguePages(reader, root, facts) : serverPages(view, reader.removedTools(view.server));
  for (const page of pages) {
    if (page.kind === kind && Object.entries(page.params).every(([name, value]) => params[name] === value)) return page;
  }
  throw new Rejected(`the catalogue has no page of kind ${kind} for ${JSON.stringify(params)}`);
}

/** Every server, one after another: slow for a large catalogue, and wanted only where somebody looks at one page. */
function* views(reader: CatalogueReader): Generator<ServerView> {
  for (const slug of reader.slugs()) {
    const view = reader.view(slug);
    if (view !== undefined) yield view;
  }
}
