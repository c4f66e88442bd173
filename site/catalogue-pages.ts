import { ALL_LEVELS } from '../catalog/model/rubric-order.ts';
import { join } from 'node:path';
import { ATTACK_GROUPS, attackGroup } from '../attacks/groups.ts';
import type { AttackTotals } from '../attacks/attack-totals.ts';
import { attackPatterns } from '../attacks/load.ts';
import type { CatalogueFigures } from '../catalog/store/catalogue-figures.ts';
import type { CatalogueReader } from '../catalog/store/reader.ts';
import { sourceHash } from '../output/source-hash.ts';
import {
  API_HISTORY,
  attackGroupUrl,
  ATTACKS,
  BENCHMARK,
  BROWSE,
  HOME,
  IDENTITY,
  levelUrl,
  METHODOLOGY,
  NOT_FOUND,
  POLICY_FORMAT,
  PROMPT,
  RISK,
  SEARCH,
  SERVERS,
  SOURCES,
} from './links.ts';
import { groupUrl, prefixPath } from './part-links.ts';
import { browsePages, browseWays, overviewPages, type SiteFacts } from './overview-pages.ts';
import { page, type Page } from './page.ts';
import { prefixPages } from './prefix-groups.ts';
import { urlOf } from './view/attacks/attack-line.ts';
import { attackGroupPage, attacksPage } from './view/attacks/attack-lists.ts';
import { attackPage } from './view/attacks/attack-page.ts';
import { setsByAttack, type ServerSet } from './view/browse/browse-sets.ts';
import { readDocument } from './view/document-page.ts';
import { catalogueLists, type CatalogueLists } from './view/lists/catalogue-lists.ts';
import { homePage } from './view/lists/home-page.ts';
import { levelPage, riskPage } from './view/lists/risk-pages.ts';
import { browsePage, groupPage, serversPage } from './view/lists/servers-page.ts';
import { methodologyPage } from './view/methodology-page.ts';
import { sourcesPage } from './view/sources/sources-page.ts';

/** What the models of figures are made with: other code may make another model of the same. */
const FIGURES_PROGRAM = ['catalog', 'site/view'];

/**
 * The pages that are about no single server: lists, figures and documents.
 *
 * @param root folder of the repository, whose documents are pages too
 */
export function* cataloguePages(reader: CatalogueReader, root: string, facts: SiteFacts): Generator<Page> {
  const lists = catalogueLists(reader);
  const ways = browseWays(lists, reader);
  const patterns = attackPatterns();
  const document = (name: string) => () => readDocument(join(root, 'docs', `${name}.md`)) ?? null;
  yield page('home', HOME, () => homePage(lists));
  yield page('servers', SERVERS, () => serversPage(lists, ways));
  for (const group of prefixPages(lists.groups)) {
    const params = { prefix: prefixPath(group.prefix) };
    yield page('group', groupUrl(group.prefix), () => groupPage(lists, group), params);
  }
  yield page('risk', RISK, () => riskPage(lists));
  for (const level of ALL_LEVELS) {
    yield page('level', levelUrl(level), () => levelPage(lists, level, reader.toolsOf), { level: level.toLowerCase() });
  }
  let counted: CatalogueFigures | undefined;
  const figures = () => (counted ??= reader.figures());
  let source: unknown[] | undefined;
  const figuresMadeFrom = () => (source ??= sourceOfFigures(reader, lists, root));
  let known: AttackTotals | undefined;
  const totals = () => (known ??= facts.attackTotals());
  let sets: ServerSet[] | undefined;
  const attackSets = () => (sets ??= setsByAttack(lists, patterns, totals()));
  yield page('browse', BROWSE, () => browsePage(lists, new Map([...ways, ['attack', attackSets()]])));
  yield page('attacks', ATTACKS, () => attacksPage(patterns, totals()));
  for (const group of ATTACK_GROUPS) {
    const model = () => attackGroupPage(group, patterns, totals());
    yield page('attack-group', attackGroupUrl(group.slug), model, { group: group.slug });
  }
  for (const pattern of patterns) {
    const params = { group: attackGroup(pattern.group).slug, attack: pattern.slug };
    const model = () => attackPage(pattern, patterns, totals().get(pattern.slug)!, lists.attributions);
    yield page('attack', urlOf(pattern), model, params);
  }
  yield {
    ...page('methodology', METHODOLOGY, () => methodologyPage(figures().judges, root)),
    madeFrom: () => [figuresMadeFrom(), methodologyPage([], root)],
  };
  yield page('sources', SOURCES, () => sourcesPage(lists, reader.imported()));
  yield page('benchmark', BENCHMARK, document('benchmark'));
  yield page('prompt', PROMPT, document('prompt'));
  yield page('identity', IDENTITY, document('identity'));
  yield page('policy-format', POLICY_FORMAT, document('policy-format'));
  yield page('api-history', API_HISTORY, document('api-changes'));
  yield page('search', SEARCH, () => ({ attributions: lists.attributions }));
  yield* overviewPages(reader, lists, ways, root, { ...facts, figures, figuresMadeFrom });
  // Last, since counting what fits takes long: a page before them is found without.
  yield* browsePages('attack', attackSets(), lists);
  yield page('not-found', NOT_FOUND, () => null);
}

const sourceOfFigures = (reader: CatalogueReader, lists: CatalogueLists, root: string): unknown[] => [
  reader.stamp(),
  lists.totals,
  // When a registry was last read is no figure.
  lists.registries.map(({ completedAt: _, ...registry }) => registry),
  sourceHash(root, FIGURES_PROGRAM),
];
