import { cleanJson } from './json-hygiene.ts';
import { firstIssue } from './model/loose-array.ts';
import { ToolDefinition, type MalformedTool } from './model/tool-definition.ts';

/**
 * Reads one entry of a tool list, as any outside party sent it.
 *
 * @param raw the parsed JSON of the entry; it is cleaned in place (see {@link cleanJson})
 * @param index its position in the list, for the record of a refusal
 * @returns the definition, or why the entry is no tool
 */
export function parseTool(raw: unknown, index: number): { tool: ToolDefinition } | { malformed: MalformedTool } {
  const refuse = (reason: string) => ({ malformed: { index, label: labelOf(raw, index), reason } });
  const unclean = cleanJson(raw);
  if (unclean !== undefined) return refuse(unclean);
  const parsed = ToolDefinition.safeParse(raw);
  return parsed.success ? { tool: parsed.data } : refuse(firstIssue(parsed.error));
}

function labelOf(raw: unknown, index: number): string {
  const name = typeof raw === 'object' && raw !== null && 'name' in raw ? raw.name : undefined;
  return typeof name === 'string' && name !== '' ? name.slice(0, 200).toWellFormed() : `entry ${index + 1}`;
}
