/** How the tools of a server spread over level and category, as a chart that is a table. */
import { CATEGORIES, LEVELS, type Category, type Level } from '../../../catalog/model/rubric.ts';
import type { ToolRecord } from '../../../catalog/store/reader.ts';
import { counted, formatNumber, withArticle } from '../text/words.ts';
import { verdictOf } from './verdict-of.ts';

export interface ProfileCell {
  level: Level;
  count: number;
  /** Radius of a disc, 0 to {@link LARGEST}: the same for the same count on every server. */
  radius: number;
}

export interface ProfileRow {
  category: Category;
  total: number;
  /** One per column. */
  cells: ProfileCell[];
}

export interface RiskProfile {
  total: number;
  /** The columns, mildest first. */
  levels: { level: Level; count: number }[];
  /** The gravest category first; those without tools as well, so that profiles compare at a glance. */
  rows: ProfileRow[];
  /** Tools without a verdict, which have neither. */
  unclassified: number;
  /** What the chart shows, in a sentence. */
  says: string;
}

/** Radius of the largest disc, in the units of its drawing. */
export const LARGEST = 16;
/** Radius of one tool. */
const SMALLEST = 3.5;
/** So many tools have the largest disc; by ten times fewer it shrinks by the same length each time. */
const MANY = 1000;

export function riskProfile(tools: readonly ToolRecord[]): RiskProfile {
  const counts = new Map<string, number>();
  for (const { category, level } of tools.map(verdictOf)) {
    const key = `${category} ${level}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const countOf = (category: Category, level: Level) => counts.get(`${category} ${level}`) ?? 0;
  const rows = CATEGORIES.toReversed().map((category): ProfileRow => {
    const cells = LEVELS.map((level) => cell(level, countOf(category, level)));
    return { category, total: sum(cells.map(({ count }) => count)), cells };
  });
  return {
    total: tools.length,
    levels: LEVELS.map((level, i) => ({ level, count: sum(rows.map(({ cells }) => cells[i]!.count)) })),
    rows,
    unclassified: tools.length - sum(rows.map(({ total }) => total)),
    says: says(tools),
  };
}

function cell(level: Level, count: number): ProfileCell {
  const size = Math.min(1, Math.log(count) / Math.log(MANY));
  const radius = count === 0 ? 0 : SMALLEST + (LARGEST - SMALLEST) * size;
  return { level, count, radius: Math.round(radius * 10) / 10 };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

function says(tools: readonly ToolRecord[]): string {
  const verdicts = tools.map(verdictOf);
  const [only, second] = verdicts;
  if (only !== undefined && second === undefined) {
    return only.category === 'Unclassified'
      ? 'Its only tool is unclassified.'
      : `Its only tool is ${withArticle(only.category)} tool, rated ${only.level}.`;
  }
  const grave = verdicts.filter(({ level }) => level === 'Critical' || level === 'High').length;
  const reading = verdicts.filter(({ category }) => category === 'Read').length;
  const some = (n: number, one: string, many: string): string => {
    if (n === 0) return `none ${one}`;
    if (n === tools.length) return `all ${many}`;
    return n === 1 ? `1 ${one}` : `${formatNumber(n)} ${many}`;
  };
  const rated = 'rated High or Critical';
  return `Of ${counted(tools.length, 'tool')}, ${some(grave, `is ${rated}`, `are ${rated}`)}, and ${some(reading, 'only reads', 'only read')}.`;
}
