import { ALL_CATEGORIES } from '../../../catalog/model/rubric-order.ts';
import { CATEGORY_TABLE, categoryRow, type Category, type Level } from '../../../catalog/model/rubric.ts';
import type { CatalogueReader } from '../../../catalog/store/reader.ts';
import { categoryUrl } from '../../links.ts';
import type { AttributionView } from '../attribution.ts';
import type { CatalogueLists } from '../lists/catalogue-lists.ts';
import { serverGroups, type ServerGroup } from '../lists/server-groups.ts';
import { spread, type SpreadPart } from '../lists/spread.ts';
import { policyForTool, type PolicyView } from '../policy-view.ts';
import { share } from '../text/words.ts';

/** A category in the list of all. */
export interface CategoryLine {
  category: Category;
  url: string;
  /** Where a tool of it starts; absent for Unclassified. */
  level?: Level;
  meaning: string;
  tools: number;
  share: string;
  servers: number;
}

export interface CategoriesPage {
  parts: SpreadPart[];
  total: number;
  categories: CategoryLine[];
}

export interface CategoryPage extends CategoryLine {
  typical?: string;
  notThis?: string;
  /** The recommended rule for a tool of it. */
  rule: PolicyView;
  listed: ServerGroup[];
  attributions: AttributionView[];
}

const UNCLASSIFIED = 'No quote of the definition supports a verdict, so there is none.';
const UNCLASSIFIED_IS = {
  typical: 'a name and a description that do not say what a call does',
  notThis: 'a tool that could be several things: it is taken for the gravest that a quote supports',
};
/** Stands for any tool in the example of a rule. */
const EXAMPLE = 'the_tool';

/** The model of `/categories/`. */
export function categoriesPage(lists: CatalogueLists): CategoriesPage {
  return {
    parts: spread(lists.totals).byCategory,
    total: lists.totals.tools,
    categories: ALL_CATEGORIES.map((category) => categoryLine(lists, category)),
  };
}

/** The model of a category's page: the servers with most tools of it, each with some of them. */
export function categoryPage(
  lists: CatalogueLists,
  category: Category,
  toolsOf: CatalogueReader['toolsOf'],
): CategoryPage {
  const row = CATEGORY_TABLE.find((candidate) => candidate.category === category);
  const most = lists.servers
    .filter(({ counts }) => counts.byCategory[category] > 0)
    .sort((a, b) => b.counts.byCategory[category] - a.counts.byCategory[category] || (a.slug < b.slug ? -1 : 1));
  return {
    ...categoryLine(lists, category),
    ...(row === undefined ? UNCLASSIFIED_IS : { typical: row.typical, notThis: row.notThis }),
    rule: policyForTool(EXAMPLE, category),
    attributions: lists.attributions,
    listed: serverGroups(most, { category }, toolsOf),
  };
}

function categoryLine({ totals, servers }: CatalogueLists, category: Category): CategoryLine {
  const row = categoryRow(category);
  return {
    category,
    url: categoryUrl(category),
    ...(row && { level: row.level }),
    meaning: row === undefined ? UNCLASSIFIED : `It ${row.meaning}.`,
    tools: totals.byCategory[category],
    share: share(totals.byCategory[category], totals.tools),
    servers: servers.filter(({ counts }) => counts.byCategory[category] > 0).length,
  };
}
