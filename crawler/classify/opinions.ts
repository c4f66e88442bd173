import type { Opinion } from '../../catalog/model/classification.ts';
import type { Category } from '../../catalog/model/rubric.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';

/**
 * What the author's own hints say of reading or not (MCP, `ToolAnnotations`). Only an explicit hint says anything; hints that
 * contradict each other say nothing, and neither does `destructiveHint: false` alone.
 */
export function hintOpinion({ annotations }: ToolDefinition): Opinion | undefined {
  const { readOnlyHint, destructiveHint } = annotations ?? {};
  if (readOnlyHint === true) return destructiveHint === true ? undefined : { by: 'hints', says: 'Read' };
  return readOnlyHint === false || destructiveHint === true ? { by: 'hints', says: 'not Read' } : undefined;
}

/** `true` when two of the opinions cannot both be right. Whoever could not tell (Unclassified) contradicts nobody. */
export function contradict(opinions: readonly Opinion[]): boolean {
  const categories = new Set<Category>();
  for (const { by, says } of opinions) if (by !== 'hints' && says !== 'Unclassified') categories.add(says);
  if (categories.size > 1) return true;
  const [category] = categories;
  return opinions.some(
    ({ by, says }) => by === 'hints' && category !== undefined && (says === 'Read') !== (category === 'Read'),
  );
}
