import { ALL_LEVELS } from '../../../catalog/model/rubric-order.ts';
import {
  categoryRow,
  CATEGORY_TABLE,
  FACET_TABLE,
  facetRow,
  type Category,
  type Level,
} from '../../../catalog/model/rubric.ts';
import type { CatalogueReader } from '../../../catalog/store/reader.ts';
import { levelUrl } from '../../links.ts';
import type { AttributionView } from '../attribution.ts';
import { share } from '../text/words.ts';
import { byDanger } from './by-danger.ts';
import type { CatalogueLists } from './catalogue-lists.ts';
import { serverGroups, type ServerGroup } from './server-groups.ts';
import { spread, type Spread } from './spread.ts';

/** What puts a tool on a level: base categories and raising facets. */
export interface LevelRule {
  level: Level;
  url: string;
  tools: number;
  share: string;
  servers: number;
  categories: Category[];
  facets: string[];
}

export interface RiskPage {
  spread: Spread;
  levels: LevelRule[];
}

export interface LevelPage extends LevelRule {
  meanings: { category: Category; meaning: string }[];
  facetMeanings: { facet: string; holdsWhen: string }[];
  listed: ServerGroup[];
  attributions: AttributionView[];
}

/** The model of `/risk/`. */
export function riskPage(lists: CatalogueLists): RiskPage {
  return { spread: spread(lists.totals), levels: ALL_LEVELS.map((level) => levelRule(lists, level)) };
}

/**
 * The model of a level's page: the servers with most tools of it, each with some of them. Grouped by server, so that a new
 * tool changes one group and shifts nothing.
 *
 * @param toolsOf asked for the servers that are listed, and no others
 */
export function levelPage(lists: CatalogueLists, level: Level, toolsOf: CatalogueReader['toolsOf']): LevelPage {
  const rule = levelRule(lists, level);
  return {
    ...rule,
    attributions: lists.attributions,
    meanings: rule.categories.map((category) => ({ category, meaning: categoryRow(category)?.meaning ?? '' })),
    facetMeanings: FACET_TABLE.filter(({ facet }) => rule.facets.includes(facet)).map(({ facet, holdsWhen }) => ({
      facet,
      holdsWhen,
    })),
    listed: serverGroups(byDanger(lists.servers, [level]), { level }, toolsOf),
  };
}

function levelRule({ totals, servers }: CatalogueLists, level: Level): LevelRule {
  return {
    level,
    url: levelUrl(level),
    tools: totals.byLevel[level],
    share: share(totals.byLevel[level], totals.tools),
    servers: servers.filter(({ counts }) => counts.byLevel[level] > 0).length,
    categories: CATEGORY_TABLE.filter((row) => row.level === level).map((row) => row.category),
    facets: FACET_TABLE.filter(({ facet }) => facetRow(facet).raisesTo === level).map(({ facet }) => facet),
  };
}
