import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ToolDefinition } from './model/tool-definition.ts';

/**
 * RFC 8785 canonical JSON of a value: sorted keys, no white space, ECMAScript numbers. Members that are `undefined` are
 * left out. Lone surrogates, which RFC 8785 does not allow and hostile servers send, are written as U+FFFD.
 *
 * @throws TypeError for a value that JSON cannot hold.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}

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
