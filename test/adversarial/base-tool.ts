import type { Category, Facet, Level } from '../../catalog/model/rubric.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';

/** A place of a definition that says by itself what the tool does. */
export type Teller = 'name' | 'description' | 'schema';

/** A tool of our own writing, with the verdict that the rubric gives it. */
export interface BaseTool {
  tool: ToolDefinition;
  category: Category;
  level: Level;
  /** Facets that must hold; more may. */
  facets: readonly Facet[];
  tellers: readonly Teller[];
  /** Words that give the tool away, in lower case: what disguises change, wherever they stand. */
  words: readonly string[];
}

/** A property: its description when it is a string, else its schema. */
type Property = string | Record<string, unknown>;

/** A definition with an object schema; without properties it declares no schema at all. */
export function define(name: string, description?: string, properties?: Record<string, Property>): ToolDefinition {
  if (properties === undefined) return description === undefined ? { name } : { name, description };
  const entries = Object.entries(properties).map(([key, value]) => [
    key,
    typeof value === 'string' ? { type: 'string', description: value } : value,
  ]);
  const inputSchema = {
    type: 'object',
    properties: Object.fromEntries(entries) as Record<string, unknown>,
    required: Object.keys(properties).slice(0, 1),
  };
  return { name, ...(description === undefined ? {} : { description }), inputSchema };
}

/** Base tools that share a verdict. Each row: its tellers and its words, separated by spaces, and its definition. */
export function baseTools(
  verdict: Pick<BaseTool, 'category' | 'level'> & { facets?: readonly Facet[] },
  rows: readonly [tellers: string, words: string, tool: ToolDefinition][],
): BaseTool[] {
  return rows.map(([tellers, words, tool]) => ({
    ...verdict,
    facets: verdict.facets ?? [],
    tool,
    tellers: tellers.split(' ') as Teller[],
    words: words.split(' '),
  }));
}
