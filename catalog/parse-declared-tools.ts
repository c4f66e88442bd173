import type { DeclaredTools } from './model/declared-tools.ts';
import type { MalformedTool, ToolDefinition } from './model/tool-definition.ts';
import { parseTool } from './parse-tool.ts';

/** Tools of one declared list; no listing seen comes near it. */
const MAX_TOOLS = 2_000;
/** Malformed items that are named; what a list of garbage holds beyond that interests nobody. */
const MAX_NAMED = 100;
/** Characters of one list as JSON. Larger than any list seen; a listing of a hundred servers must still fit in memory. */
const MAX_LENGTH = 4 * 1024 * 1024;

/**
 * Reads a list of tools as somebody declares it. Bad items cost themselves; of two tools with one name the first counts.
 *
 * @param raw the parsed list, cleaned in place; anything but an array is no declaration
 * @param complete false when the list says that there are more tools than these, or cannot know
 * @returns `undefined` when nothing is declared: no array, an empty one, or one that is too long to be a list of tools
 */
export function parseDeclaredTools(raw: unknown, complete = true): DeclaredTools | undefined {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > MAX_TOOLS) return undefined;
  const tools: ToolDefinition[] = [];
  const malformed: MalformedTool[] = [];
  const names = new Set<string>();
  let length = 0;
  for (const [index, item] of (raw as unknown[]).entries()) {
    const parsed = parseTool(item, index);
    if ('malformed' in parsed) {
      if (malformed.length < MAX_NAMED) malformed.push(parsed.malformed);
      continue;
    }
    const { tool } = parsed;
    if (names.has(tool.name)) continue;
    names.add(tool.name);
    length += JSON.stringify(tool).length;
    if (length > MAX_LENGTH) return undefined;
    tools.push(tool);
  }
  return { tools, ...(malformed.length > 0 ? { malformed } : {}), complete };
}
