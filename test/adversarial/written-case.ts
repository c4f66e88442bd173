import type { Category, Level } from '../../catalog/model/rubric.ts';
import { define } from './base-tool.ts';
import type { Json } from './subject.ts';
import type { Verdict } from './verdict-order.ts';

/** A case that was written by hand: a definition, and the verdict of the rubric. */
export interface WrittenCase extends Verdict {
  /** Its group, its verdict, its number and the tool's name; unique. */
  id: string;
  /** The raw entry of the tool list. */
  tool: Json;
}

/** `Destructive Critical`: what the rubric gives, most often written out for a whole group. */
type Said = `${Category} ${Level}`;

type Properties = Parameters<typeof define>[2];
/** Name, description and properties as `define` takes them, or a whole entry. */
export type Row = readonly [name: string, description?: string, properties?: Properties] | Json;

/** Cases of one group with one verdict. */
export function written(group: string, said: Said, rows: readonly Row[]): WrittenCase[] {
  const [category, level] = said.split(' ') as [Category, Level];
  return rows.map((row, index) => {
    const tool = Array.isArray(row) ? (define(...(row as Parameters<typeof define>)) as Json) : (row as Json);
    return {
      id: `${group}/${said.replace(' ', '-')}/${index + 1}-${String(tool['name']).slice(0, 40)}`,
      category,
      level,
      tool,
    };
  });
}
