import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { ToolDefinition } from './model/tool-definition.ts';

export { canonicalJson };

/** SHA-256 of a UTF-8 string, as `sha256:` and 64 hexadecimal digits. */
export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}

/** The canonical JSON of the six fields of a definition, absent ones left out. */
export function canonicalDefinition(tool: ToolDefinition): string {
  const { name, title, description, inputSchema, outputSchema, annotations } = tool;
  return canonicalJson({ name, title, description, inputSchema, outputSchema, annotations });
}

/** The identity of a definition: SHA-256 of its canonical JSON. */
export function definitionHash(tool: ToolDefinition): string {
  return sha256(canonicalDefinition(tool));
}
