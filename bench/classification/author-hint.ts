import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import type { Hint } from './row.ts';

/**
 * What an author's annotations say of reading. An absent hint says nothing, and so do hints that contradict each other; that
 * a tool is not destructive says nothing about whether it reads.
 */
export function authorHint(annotations: ToolDefinition['annotations']): Hint | undefined {
  const { readOnlyHint, destructiveHint } = annotations ?? {};
  if (readOnlyHint === true) return destructiveHint === true ? undefined : 'reads';
  return readOnlyHint === false || destructiveHint === true ? 'does not only read' : undefined;
}
