import type { DefinitionChange } from '../model/definition-change.ts';
import { change, keysOf, member, quoted, same, step, type Change } from './change.ts';

/**
 * What a hint means when it is not given, and which value promises less.
 * Source: MCP specification, schema of ToolAnnotations, https://modelcontextprotocol.io/specification/2025-06-18/schema
 */
const HINTS: ReadonlyMap<string, { absent: boolean; riskier: boolean }> = new Map([
  ['readOnlyHint', { absent: false, riskier: false }],
  ['destructiveHint', { absent: true, riskier: true }],
  ['idempotentHint', { absent: false, riskier: false }],
  ['openWorldHint', { absent: true, riskier: true }],
]);

/** Changes of annotations; a hint that promises less than before weighs more than one that promises more. */
export function annotationChanges(before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  return keysOf(before, after).flatMap((key) => {
    const [was, is] = [member(before, key), member(after, key)];
    if (same(was, is)) return [];
    const flipped = typeof was === 'boolean' && typeof is === 'boolean';
    return [
      change({
        field: `/annotations${step(key)}`,
        subject: 'annotation',
        severity: severityOf(key, was, is),
        name: `the annotation ${quoted(key)}`,
        before: was,
        after: is,
        ...(flipped ? { says: `the annotation ${quoted(key)} is ${is} now and was ${was}` } : {}),
      }),
    ];
  });
}

function severityOf(key: string, was: unknown, is: unknown): DefinitionChange['severity'] {
  const hint = HINTS.get(key);
  if (hint === undefined) return 'info';
  const meant = (value: unknown) => (typeof value === 'boolean' ? value : hint.absent);
  if (meant(was) === meant(is)) return 'info';
  return meant(is) === hint.riskier ? 'medium' : 'low';
}
