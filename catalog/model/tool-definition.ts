/** A tool as its server defines it: the six fields that the definition hash covers (design.md section 1). */
import { z } from 'zod';

/** A JSON object that was parsed, not copied: the value is kept exactly as the server sent it. */
const JsonObject = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be a JSON object',
);

/** Some servers (PHP ones) encode an empty object as `[]`; it means "nothing declared". */
const emptyArrayAsAbsent = (value: unknown) =>
  value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;

export const ToolDefinition = z.object({
  /** Any non-empty string: hostile names are kept as they are and made harmless where they are shown. */
  name: z.string().min(1, 'is empty').max(1000, 'is longer than 1,000 characters'),
  title: z.preprocess((v) => v ?? undefined, z.string().optional()),
  description: z.preprocess((v) => v ?? undefined, z.string().optional()),
  inputSchema: z.preprocess(emptyArrayAsAbsent, JsonObject.optional()),
  outputSchema: z.preprocess(emptyArrayAsAbsent, JsonObject.optional()),
  annotations: z.preprocess(emptyArrayAsAbsent, JsonObject.optional()),
});
export type ToolDefinition = z.infer<typeof ToolDefinition>;

/** An entry of a tool list that is no tool: where it stood and why it was refused. */
export const MalformedTool = z.object({
  index: z.int().min(0),
  /** Its name when it has a readable one, else its index in words. */
  label: z.string(),
  reason: z.string(),
});
export type MalformedTool = z.infer<typeof MalformedTool>;

/** How the catalogue knows a tool; only the first three come from a server that ran. */
export const ToolSource = z.enum(['live', 'live-dummy', 'live-remote', 'declared', 'static', 'imported']);
export type ToolSource = z.infer<typeof ToolSource>;

/** What each tool source means, for a sentence "This tool was …". */
export const TOOL_SOURCE_MEANING: Record<ToolSource, string> = {
  live: 'listed live by the server itself, started in the sandbox without any credentials',
  'live-dummy': 'listed live by the server itself, started in the sandbox with placeholder values for what it asks for',
  'live-remote': 'listed live by the server itself, asked at its public address without a login',
  declared: 'declared by its registry, its bundle or its server card; the server itself was not heard',
  static:
    'found in the source code of its package; the server itself was not heard, so the list may be incomplete or wrong',
  imported: 'imported from a file of tool definitions; the server was not started',
};
