import { join } from 'node:path';
import { Fatal } from '../catalog/errors.ts';
import type { CatalogueReader, ServerView } from '../catalog/store/reader.ts';
import {
  ABOUT,
  BENCHMARK,
  groupUrl,
  HOME,
  IDENTITY,
  levelUrl,
  METHODOLOGY,
  NOT_FOUND,
  POLICY_FORMAT,
  PROMPT,
  RISK,
  SERVERS,
  SOURCES,
} from './links.ts';
import { page, type Page } from './page.ts';
import { readDocument } from './view/document-page.ts';
import { catalogueLists } from './view/lists/catalogue-lists.ts';
import { homePage } from './view/lists/home-page.ts';
import { levelPage, RISK_LEVELS, riskPage } from './view/lists/risk-pages.ts';
import { groupPage, serversPage } from './view/lists/servers-page.ts';
import { methodologyPage } from './view/methodology-page.ts';
import { sourcesPage } from './view/sources/sources-page.ts';

/**
 * The pages that are about no single server: lists, figures and documents.
 *
 * @param root folder of the repository, whose documents are pages too
 */
export function* cataloguePages(reader: CatalogueReader, root: string): Generator<Page> {
  const lists = catalogueLists(reader);
  const viewOf = (slug: string): ServerView => {
    const view = reader.view(slug);
    if (view === undefined) throw new Fatal(`server ${slug} left the catalogue while its pages were made`);
    return view;
  };
  const document = (name: string) => () => readDocument(join(root, 'docs', `${name}.md`)) ?? null;
  yield page('home', HOME, () => homePage(lists));
  yield page('servers', SERVERS, () => serversPage(lists));
  for (const group of lists.groups) {
    const { prefix } = group;
    yield page('group', groupUrl(prefix), () => groupPage(lists, group), { prefix });
  }
  yield page('risk', RISK, () => riskPage(lists));
  for (const level of RISK_LEVELS) {
    yield page('level', levelUrl(level), () => levelPage(lists, level, viewOf), { level: level.toLowerCase() });
  }
  yield page('methodology', METHODOLOGY, () => methodologyPage(reader, root));
  yield page('sources', SOURCES, () => sourcesPage(reader));
  yield page('benchmark', BENCHMARK, document('benchmark'));
  yield page('prompt', PROMPT, document('prompt'));
  yield page('identity', IDENTITY, document('identity'));
  yield page('policy-format', POLICY_FORMAT, document('policy-format'));
  yield page('about', ABOUT, () => null);
  yield page('not-found', NOT_FOUND, () => null);
}
