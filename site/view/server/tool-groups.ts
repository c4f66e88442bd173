import { CATEGORIES, categoryRow, LEVELS, type Category, type Level } from '../../../catalog/model/rubric.ts';
import type { ToolRecord } from '../../../catalog/store/reader.ts';
import { levelServerUrl, toolUrl } from '../../links.ts';
import { firstLine, shortName } from '../text/cut-text.ts';
import { verdictOf } from './verdict-of.ts';

export interface ToolLine {
  name: string;
  url: string;
  level: Level;
  description?: string;
  /** Listed only by some ways to start the server. */
  conditional?: true;
}

export interface ToolGroup {
  category: Category;
  /** Stable: `tools-read`. */
  anchor: string;
  /** What tools of the category do, for a sentence "Each …". */
  meaning?: string;
  count: number;
  tools: ToolLine[];
  /** How many more it has of each level, and the page that leads to all tools of that level. */
  rest: { level: Level; count: number; url: string }[];
  /** Whether it is unfolded at first. */
  open: boolean;
}

export interface ToolGroups {
  total: number;
  groups: ToolGroup[];
}

/** Up to so many tools all of them stand on the server's page. */
const ALL_TOOLS = 400;
/** Of a server with more, so many of each category; the pages of its levels lead to the others. */
const FIRST_TOOLS = 50;
/** Up to so many tools, every group is unfolded; of more, a group is when it is no longer than this. */
const UNFOLDED = 40;
/** The gravest group is what a reader looks for: it is unfolded up to this length. */
const UNFOLDED_FIRST = 200;

/** The anchor of a category's tools on a server's page. */
export const groupAnchor = (category: Category): string => `tools-${category.toLowerCase()}`;

/** Tools by category, the gravest first; within one by level, then by name. Every category that it has tools of is there. */
export function toolGroups(server: string, tools: readonly ToolRecord[]): ToolGroups {
  const most = tools.length <= ALL_TOOLS ? ALL_TOOLS : FIRST_TOOLS;
  const gravest = CATEGORIES.findLast((category) => tools.some((tool) => verdictOf(tool).category === category));
  const groups = [...CATEGORIES.toReversed(), 'Unclassified' as const].flatMap((category): ToolGroup[] => {
    const members = tools.filter((tool) => verdictOf(tool).category === category).toSorted(worstFirst);
    if (members.length === 0) return [];
    const shown = members.slice(0, most);
    const meaning = categoryRow(category)?.meaning;
    return [
      {
        category,
        anchor: groupAnchor(category),
        ...(meaning === undefined ? {} : { meaning }),
        count: members.length,
        tools: shown.map((tool) => toolLine(server, tool)),
        rest: restOf(server, members.slice(most)),
        open: Math.min(tools.length, shown.length) <= (category === gravest ? UNFOLDED_FIRST : UNFOLDED),
      },
    ];
  });
  return { total: tools.length, groups };
}

/** By level, in the order of the tools. */
const restOf = (server: string, tools: readonly ToolRecord[]): ToolGroup['rest'] =>
  Array.from(
    Map.groupBy(tools, (tool) => verdictOf(tool).level),
    ([level, { length }]) => ({ level, count: length, url: levelServerUrl(level, server) }),
  );

function worstFirst(a: ToolRecord, b: ToolRecord): number {
  const rank = (tool: ToolRecord) => LEVELS.indexOf(verdictOf(tool).level as (typeof LEVELS)[number]);
  return rank(b) - rank(a) || (a.name < b.name ? -1 : 1);
}

function toolLine(server: string, tool: ToolRecord): ToolLine {
  const description = firstLine(tool.definition.description ?? '', 160);
  return {
    name: shortName(tool.name, 120),
    url: toolUrl(server, tool.slug),
    level: verdictOf(tool).level,
    ...(description === '' ? {} : { description }),
    ...(tool.condition === null ? {} : { conditional: true as const }),
  };
}
