import type { Evidence } from '../../catalog/model/classification.ts';
import type { SourceSnippet } from '../../catalog/model/source-snippet.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';

/** A pointer segment as RFC 6901 writes it. */
export function pointerSegment(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/**
 * `true` when a quote stands where its evidence says, by the meaning of a field in catalog/model/classification.ts: a
 * part of the string at the pointer; of the member's name where the pointer addresses an object member; else of the
 * value's JSON text.
 *
 * @param source the snippets of code that were read with the definition
 */
export function quoteHolds(
  definition: ToolDefinition,
  evidence: Evidence,
  source: readonly SourceSnippet[] = [],
): boolean {
  if (evidence.quote === '' || !evidence.field.startsWith('/')) return false;
  let value: unknown = evidence.source === undefined ? definition : { source };
  let memberName: string | undefined;
  for (const segment of evidence.field.slice(1).split('/')) {
    const key = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    memberName = Array.isArray(value) ? undefined : key;
    value = (value as Record<string, unknown>)[key];
  }
  if (typeof value === 'string') return value.includes(evidence.quote);
  if (memberName?.includes(evidence.quote)) return true;
  return JSON.stringify(value)?.includes(evidence.quote) ?? false;
}
