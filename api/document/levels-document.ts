import {
  CATEGORY_TABLE,
  categoryRow,
  FACET_TABLE,
  facetRow,
  type Category,
  type Level,
} from '../../catalog/model/rubric.ts';
import { ALL_CATEGORIES, ALL_LEVELS } from '../../catalog/model/rubric-order.ts';
import { explainForTool } from '../../policy/explain.ts';
import { recommendForTool } from '../../policy/recommend.ts';
import type { ApiLevels } from '../model/api-levels.ts';
import type { Counts } from '../model/counts.ts';
import { levelPageUrl, levelToolsUrl } from '../paths.ts';
import { documentHeader } from './document-header.ts';

/** Stands for the name of a tool in the recommended rules. */
const EXAMPLE_NAME = 'tool_name';

const UNCLASSIFIED = 'could not be judged: no verdict is supported by a quote, or the definition is not classified yet';

/** The rule book of `catalog/model/rubric.ts` and the recommendation of `policy/`, with counts. */
export function levelsDocument({ byLevel, byCategory }: Counts, siteUrl?: string): ApiLevels {
  return {
    ...documentHeader('levels', siteUrl),
    levels: ALL_LEVELS.map((level) => ({ ...levelRow(level), tools: byLevel[level] })),
    categories: ALL_CATEGORIES.map((category) => ({
      ...categoryDocument(category),
      tools: byCategory[category],
    })),
    facets: FACET_TABLE.map(({ facet, holdsWhen }) => ({ facet, holdsWhen, raisesTo: facetRow(facet).raisesTo })),
  };
}

function levelRow(level: Level) {
  const baseOf = CATEGORY_TABLE.filter((row) => row.level === level).map((row) => row.category);
  const raisedToBy = FACET_TABLE.filter(({ facet }) => facetRow(facet).raisesTo === level).map(({ facet }) => facet);
  return {
    level,
    meaning: levelMeaning(level, baseOf, raisedToBy),
    baseOf: level === 'Unclassified' ? ['Unclassified' as const] : baseOf,
    raisedToBy,
    url: levelToolsUrl(level),
    pageUrl: levelPageUrl(level),
  };
}

function levelMeaning(level: Level, baseOf: readonly Category[], raisedToBy: readonly string[]): string {
  if (level === 'Unclassified') return `The tool ${UNCLASSIFIED}. Its rule denies it.`;
  const base = baseOf.map((category) => `${category}: the tool ${categoryRow(category)?.meaning}.`).join(' ');
  return raisedToBy.length === 0 ? base : `${base} Or a facet raises the tool to this level.`;
}

function categoryDocument(category: Category) {
  const row = categoryRow(category);
  const policy = recommendForTool({ name: EXAMPLE_NAME, category });
  return {
    category,
    baseLevel: row?.level ?? 'Unclassified',
    meaning: row?.meaning ?? UNCLASSIFIED,
    typical: row?.typical,
    notThis: row?.notThis,
    recommended: { effect: explainForTool(policy, EXAMPLE_NAME).effect, policy },
  };
}
