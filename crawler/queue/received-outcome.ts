import { z } from 'zod';
import { cleanJson } from '../../catalog/json-hygiene.ts';
import { LaunchOutcome } from '../../catalog/model/launch.ts';
import { firstIssue } from '../../catalog/model/loose-array.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { parseTool } from '../../catalog/parse-tool.ts';
import { LIMITS } from '../launch/limits.ts';

/** Everything of an outcome but its tools, as JSON. The longest honest parts are instructions, attempts and standard error. */
const MAX_REPORT_LENGTH = 1_000_000;
/** Longer than any attempt may take. */
const MAX_MS = 3_600_000;

const Envelope = z.looseObject({
  tools: z.array(z.unknown()).max(LIMITS.tools),
  malformed: z.array(z.unknown()).max(LIMITS.tools),
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
  const { tools, malformed, ...report } = envelope.data;
  const unclean = cleanJson(report) ?? cleanJson(malformed);
  if (unclean !== undefined) return { problem: unclean };
  if (JSON.stringify(report).length > MAX_REPORT_LENGTH) return { problem: 'is longer than its bound' };

  const definitions: ToolDefinition[] = [];
  for (const [index, raw] of tools.entries()) {
    const parsed = parseTool(raw, index);
    if ('malformed' in parsed) return { problem: `tools.${index}: ${parsed.malformed.reason}` };
    definitions.push(parsed.tool);
  }
  const parsed = LaunchOutcome.safeParse({ ...report, malformed, tools: definitions });
  if (!parsed.success) return { problem: firstIssue(parsed.error) };
  const { code, toolSource } = parsed.data;
  if (code === 'listed' && toolSource === undefined) return { problem: 'it lists tools and does not say from where' };
  if (code !== 'listed' && definitions.length > 0) return { problem: 'it failed and lists tools' };
  if (toolSource === 'imported') return { problem: 'no launch imports tools' };
  return { outcome: parsed.data };
}
