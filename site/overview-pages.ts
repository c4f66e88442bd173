import type { AttackTotals } from '../attacks/attack-totals.ts';
import { ALL_CATEGORIES } from '../catalog/model/rubric-order.ts';
import { sourceHash } from '../output/source-hash.ts';
import type { CatalogueFigures } from '../catalog/store/catalogue-figures.ts';
import type { CatalogueReader } from '../catalog/store/reader.ts';
import { ABOUT, API_REFERENCE, browseSetUrl, browseUrl, CATEGORIES, categoryUrl, POLICY_TRY, STATE } from './links.ts';
import { browsePartUrl, browseSetPartUrl, prefixPath } from './part-links.ts';
import { page, type Page } from './page.ts';
import { prefixPages } from './prefix-groups.ts';
import { aboutPage } from './view/about-page.ts';
import { apiReferencePage, type DescribedDocument } from './view/api/api-reference.ts';
import {
  browseSetPage,
  browseSetPartPage,
  browseWayPage,
  browseWayPartPage,
  hasOwnPage,
  serverParts,
  setParts,
} from './view/browse/browse-pages.ts';
import {
  setsByCategory,
  setsByLevel,
  setsByMix,
  setsByPublisher,
  setsByRegistry,
  setsByToolLevel,
  type BrowseWay,
  type ServerSet,
} from './view/browse/browse-sets.ts';
import { categoriesPage, categoryPage } from './view/categories/category-pages.ts';
import { changesPage, planChanges } from './view/changes-pages/changes-pages.ts';
import type { CatalogueLists } from './view/lists/catalogue-lists.ts';
import { statePage } from './view/state/state-page.ts';

/** What the operator and the publisher say, beside the catalogue. */
export interface SiteFacts {
  /** How many tools each attack pattern applies to. */
  attackTotals: () => AttackTotals;
  /** Where corrections and reports are taken: an https or mailto address. */
  contact?: string | undefined;
  /** The documents of the API; absent where the site is made without them. */
  documents?: readonly DescribedDocument[] | undefined;
}

/** What the models of changes are made with: other code may make another model of the same. */
const CHANGES_PROGRAM = ['catalog/definition-diff', 'site/view/changes-pages', 'site/view/text'];

/** The figures of the catalogue, and what they are made from: counting over all tools is for builds that bring new ones. */
export interface SiteFigures {
  figures: () => CatalogueFigures;
  figuresMadeFrom: () => unknown;
}

/** Every way to browse servers beside their names, with its sets. */
export function browseWays(
  lists: CatalogueLists,
  reader: CatalogueReader,
): ReadonlyMap<BrowseWay, readonly ServerSet[]> {
  return new Map<BrowseWay, readonly ServerSet[]>([
    ['level', setsByLevel(lists)],
    ['tool-level', setsByToolLevel(lists)],
    ['category', setsByCategory(lists)],
    ['mix', setsByMix(lists)],
    ['registry', setsByRegistry(lists, reader.byRegistry())],
    ['publisher', setsByPublisher(lists)],
  ]);
}

/** Pages that look at the whole catalogue from one side each: sets of servers, categories, figures, changes. */
export function* overviewPages(
  reader: CatalogueReader,
  lists: CatalogueLists,
  ways: ReadonlyMap<BrowseWay, readonly ServerSet[]>,
  root: string,
  { contact, documents, figures, figuresMadeFrom }: SiteFacts & SiteFigures,
): Generator<Page> {
  for (const [way, sets] of ways) yield* browsePages(way, sets, lists);
  yield page('categories', CATEGORIES, () => categoriesPage(lists));
  for (const category of ALL_CATEGORIES) {
    const model = () => categoryPage(lists, category, reader.toolsOf);
    yield page('category', categoryUrl(category), model, { category: category.toLowerCase() });
  }
  yield {
    ...page('state', STATE, () => statePage(lists, figures())),
    madeFrom: figuresMadeFrom,
  };
  yield* changesPages(reader, lists, root);
  yield page('policy-try', POLICY_TRY, () => null);
  yield page('api-reference', API_REFERENCE, () => apiReferencePage(documents));
  yield page('about', ABOUT, () => aboutPage(contact));
}

/** The pages of one way to browse: of all its sets, of each, and of the parts of long ones. */
export function* browsePages(
  way: BrowseWay,
  sets: readonly ServerSet[],
  { attributions }: CatalogueLists,
): Generator<Page> {
  yield page('browse-way', browseUrl(way), () => browseWayPage(way, sets, attributions), { way });
  for (const part of prefixPages(setParts(sets))) {
    yield page('browse-way-part', browsePartUrl(way, part.prefix), () => browseWayPartPage(way, part, attributions), {
      prefix: prefixPath(part.prefix),
    });
  }
  for (const set of sets.filter(hasOwnPage)) {
    const params = { way, key: set.key };
    yield page('browse-set', browseSetUrl(way, set.key), () => browseSetPage(set, attributions), params);
    for (const part of prefixPages(serverParts(set))) {
      const model = () => browseSetPartPage(set, part, attributions);
      const url = browseSetPartUrl(way, set.key, part.prefix);
      yield page('browse-set-part', url, model, { ...params, prefix: prefixPath(part.prefix) });
    }
  }
}

/** Reading two definitions for every change that ever was would cost more than all other pages: only new ones are read. */
function* changesPages(reader: CatalogueReader, { attributions }: CatalogueLists, root: string): Generator<Page> {
  const program = sourceHash(root, CHANGES_PROGRAM);
  for (const planned of planChanges(reader.changes())) {
    const { url, period, part, changes, below } = planned;
    const kind = period === undefined ? 'changes' : part === undefined ? 'changes-period' : 'changes-part';
    const params = { ...(period !== undefined && { period }), ...(part !== undefined && { prefix: part.key }) };
    yield {
      ...page(kind, url, () => changesPage(planned, reader.definitionDiff, attributions), params),
      // A part of a day's list: the day stands for it.
      noindex: kind === 'changes-part',
      madeFrom: () => [
        program,
        attributions,
        changes,
        below.map((lower) => [lower.url, lower.changes.length, countsKey(lower.changes)]),
      ],
    };
  }
}

/** Pages below are told by how many changes of each kind they have. */
function countsKey(changes: readonly { event: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { event } of changes) counts[event] = (counts[event] ?? 0) + 1;
  return counts;
}
