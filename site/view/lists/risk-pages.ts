import {
  categoryRow,
  CATEGORY_TABLE,
  FACET_TABLE,
  facetRow,
  LEVELS,
  type Category,
  type Level,
} from '../../../catalog/model/rubric.ts';
import type { ServerView } from '../../../catalog/store/reader.ts';
import { levelUrl, toolUrl } from '../../links.ts';
import type { AttributionView } from '../attribution.ts';
import { firstLine } from '../text/cut-text.ts';
import { share } from '../text/words.ts';
import { byDanger } from './by-danger.ts';
import type { CatalogueLists } from './catalogue-lists.ts';
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

/** A server with its tools of one level. */
export interface LevelServer {
  name: string;
  url: string;
  count: number;
  tools: { name: string; url: string; category: Category }[];
}

export interface LevelPage extends LevelRule {
  meanings: { category: Category; meaning: string }[];
  facetMeanings: { facet: string; holdsWhen: string }[];
  listed: LevelServer[];
  attributions: AttributionView[];
}

/** Levels as the risk pages list them, worst first. */
export const RISK_LEVELS: readonly Level[] = [...LEVELS.toReversed(), 'Unclassified'];

const LISTED_SERVERS = 60;
const LISTED_TOOLS = 8;

/** The model of `/risk/`. */
export function riskPage(lists: CatalogueLists): RiskPage {
  return { spread: spread(lists.totals), levels: RISK_LEVELS.map((level) => levelRule(lists, level)) };
}

/**
 * The model of a level's page: the servers with most tools of it, each with some of them. Grouped by server, so that a new
 * tool changes one group and shifts nothing.
 *
 * @param viewOf reads one server; only those listed are read
 */
export function levelPage(lists: CatalogueLists, level: Level, viewOf: (slug: string) => ServerView): LevelPage {
  const rule = levelRule(lists, level);
  return {
    ...rule,
    attributions: lists.attributions,
    meanings: rule.categories.map((category) => ({ category, meaning: categoryRow(category)?.meaning ?? '' })),
    facetMeanings: FACET_TABLE.filter(({ facet }) => rule.facets.includes(facet)).map(({ facet, holdsWhen }) => ({
      facet,
      holdsWhen,
    })),
    listed: byDanger(lists.servers, [level])
      .slice(0, LISTED_SERVERS)
      .map(({ slug, name, url, counts }) => ({
        name,
        url,
        count: counts.byLevel[level],
        tools: toolsOf(viewOf(slug), level),
      })),
  };
}

function toolsOf({ server, tools }: ServerView, level: Level): LevelServer['tools'] {
  return tools
    .filter((tool) => (tool.classification?.level ?? 'Unclassified') === level)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, LISTED_TOOLS)
    .map(({ name, slug, classification }) => ({
      name: firstLine(name, 80),
      url: toolUrl(server.slug, slug),
      category: classification?.category ?? 'Unclassified',
    }));
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
