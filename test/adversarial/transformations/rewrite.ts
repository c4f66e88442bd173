import type { BaseTool } from '../base-tool.ts';
import { type Json, type Subject, withTool } from '../subject.ts';
import type { Disguise } from './disguises.ts';

/** Where a disguise is put on. */
export const PARTS = ['name', 'description', 'schema', 'everywhere'] as const;
export type Part = (typeof PARTS)[number];

const MEMBERS: Record<Part, readonly string[]> = {
  name: ['name'],
  description: ['description'],
  schema: ['inputSchema'],
  everywhere: ['name', 'description', 'inputSchema'],
};

/** The subject with the words that give the tool away disguised; `undefined` where none of them stands there. */
export function disguise(subject: Subject, { words }: BaseTool, put: Disguise, part: Part): Subject | undefined {
  const anyWord = new RegExp(words.toSorted((a, b) => b.length - a.length).join('|'), 'gi');
  const change = (text: string) => text.replaceAll(anyWord, (word) => put(word));
  const changed: Json = {};
  for (const member of MEMBERS[part]) {
    if (subject.tool[member] !== undefined) changed[member] = rewrite(subject.tool[member], change, 0);
  }
  const before = JSON.stringify({ ...subject.tool });
  const after = withTool(subject, changed);
  return JSON.stringify(after.tool) === before ? undefined : after;
}

/** Every string of a value changed, and the names of properties; keywords of the schema stay what they are. */
function rewrite(value: unknown, change: (text: string) => string, depth: number, names = false): unknown {
  if (typeof value === 'string') return change(value);
  if (depth > 20 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => rewrite(item, change, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [
      names ? change(key) : key,
      key === 'type' && !names ? child : rewrite(child, change, depth + 1, key === 'properties' && !names),
    ]),
  );
}
