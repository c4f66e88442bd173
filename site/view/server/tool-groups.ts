import { CATEGORIES, categoryRow, LEVELS, type Category, type Level } from '../../../catalog/model/rubric.ts';
import type { ToolRecord } from '../../../catalog/store/reader.ts';
import { toolUrl } from '../../links.ts';
import { firstLine } from '../text/cut-text.ts';
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
  /** Whether it is unfolded at first. */
  open: boolean;
}

export interface ToolGroups {
  total: number;
  groups: ToolGroup[];
  /** Tools that are left out. */
  more: number;
}

/** Tools on a page; the gravest categories are shown first. */
const MAX_TOOLS = 1000;
/** Up to so many tools, every group is unfolded; of more, a group is when it is no longer than this. */
const UNFOLDED = 40;
/** The gravest group is what a reader looks for: it is unfolded up to this length. */
const UNFOLDED_FIRST = 200;

/** The anchor of a category's tools on a server's page. */
export const groupAnchor = (category: Category): string => `tools-${category.toLowerCase()}`;

/** Tools by category, the gravest first; within one by level, then by name. */
export function toolGroups(server: string, tools: readonly ToolRecord[]): ToolGroups {
  let left = MAX_TOOLS;
  const gravest = CATEGORIES.findLast((category) => tools.some((tool) => verdictOf(tool).category === category));
  const groups = [...CATEGORIES.toReversed(), 'Unclassified' as const].flatMap((category): ToolGroup[] => {
    const members = tools.filter((tool) => verdictOf(tool).category === category).toSorted(worstFirst);
    if (members.length === 0 || left === 0) return [];
    const shown = members.slice(0, left);
    left -= shown.length;
    const meaning = categoryRow(category)?.meaning;
    return [
      {
        category,
        anchor: groupAnchor(category),
        ...(meaning === undefined ? {} : { meaning }),
        count: members.length,
        tools: shown.map((tool) => toolLine(server, tool)),
        open: Math.min(tools.length, members.length) <= (category === gravest ? UNFOLDED_FIRST : UNFOLDED),
      },
    ];
  });
  return { total: tools.length, groups, more: Math.max(tools.length - MAX_TOOLS, 0) };
}

function worstFirst(a: ToolRecord, b: ToolRecord): number {
  const rank = (tool: ToolRecord) => LEVELS.indexOf(verdictOf(tool).level as (typeof LEVELS)[number]);
  return rank(b) - rank(a) || (a.name < b.name ? -1 : 1);
}

function toolLine(server: string, tool: ToolRecord): ToolLine {
  const description = firstLine(tool.definition.description ?? '', 160);
  return {
    name: firstLine(tool.name, 120),
    url: toolUrl(server, tool.slug),
    level: verdictOf(tool).level,
    ...(description === '' ? {} : { description }),
    ...(tool.condition === null ? {} : { conditional: true as const }),
  };
}
