import { z } from 'zod';
import { cleanJson } from '../../catalog/json-hygiene.ts';
import { LaunchOutcome } from '../../catalog/model/launch.ts';
import { firstIssue } from '../../catalog/model/loose-array.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { parseTool } from '../../catalog/parse-tool.ts';
import { LIMITS } from '../launch/limits.ts';

/**
 * Everything of an outcome but its lists, and one entry of the lists that are not of tools, as JSON. The longest honest part is a
 * start with arguments of LIMITS.commandBytes, of which each byte can take six characters.
 */
const MAX_LENGTH = 2_000_000;
/** Starts of one server; LIMITS.attempts for each of its ways, and one more for each second chance, are far fewer. */
const MAX_STARTS = 500;
/** Longer than any attempt may take. */
const MAX_MS = 3_600_000;

const Tools = z.array(z.unknown()).max(LIMITS.tools);
const Starts = z.array(z.unknown()).max(MAX_STARTS);

const Envelope = z.looseObject({
  tools: Tools,
  malformed: Tools,
  conditional: Tools.optional(),
  fallback: z.looseObject({ tools: Tools }).optional(),
  attempts: Starts,
  listings: Starts.optional(),
  fetchMs: z.int().min(0).max(MAX_MS),
  launchMs: z.int().min(0).max(MAX_MS),
});

/**
 * Reads an outcome that a worker sent. A worker may be somebody else by now, so that everything is checked again that the
 * launcher of this machine would have made sure of.
 *
 * @param value parsed JSON, cleaned in place
 */
export function receivedOutcome(value: unknown): { outcome: LaunchOutcome } | { problem: string } {
  const envelope = Envelope.safeParse(value);
  if (!envelope.success) return { problem: firstIssue(envelope.error) };
  const { tools, malformed, conditional, fallback, attempts, listings, ...report } = envelope.data;
  const { tools: fallbackTools, ...about } = fallback ?? { tools: [] };
  // What the whole may be is bounded where it is unpacked.
  const entries = [...malformed, ...(conditional ?? []), ...attempts, ...(listings ?? [])];
  for (const part of [report, about, ...entries]) {
    const unclean = cleanJson(part);
    if (unclean !== undefined) return { problem: unclean };
    if (JSON.stringify(part).length > MAX_LENGTH) return { problem: 'is longer than its bound' };
  }

  const definitions = definitionsOf(tools, 'tools');
  if ('problem' in definitions) return definitions;
  const found = definitionsOf(fallbackTools, 'fallback.tools');
  if ('problem' in found) return found;
  const parsed = LaunchOutcome.safeParse({
    ...report,
    malformed,
    attempts,
    ...(conditional && { conditional }),
    ...(listings && { listings }),
    tools: definitions.tools,
    ...(fallback && { fallback: { ...about, tools: found.tools } }),
  });
  if (!parsed.success) return { problem: firstIssue(parsed.error) };
  const { code, toolSource } = parsed.data;
  if (code === 'listed' && toolSource === undefined) return { problem: 'it lists tools and does not say from where' };
  if (code !== 'listed' && definitions.tools.length > 0) return { problem: 'it failed and lists tools' };
  if (toolSource === 'imported') return { problem: 'no launch imports tools' };
  return { outcome: parsed.data };
}

function definitionsOf(raw: readonly unknown[], where: string): { tools: ToolDefinition[] } | { problem: string } {
  const tools: ToolDefinition[] = [];
  for (const [index, entry] of raw.entries()) {
    const parsed = parseTool(entry, index);
    if ('malformed' in parsed) return { problem: `${where}.${index}: ${parsed.malformed.reason}` };
    tools.push(parsed.tool);
  }
  return { tools };
}
