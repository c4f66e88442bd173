import type { Opinion } from '../../catalog/model/classification.ts';
import type { Category, Level } from '../../catalog/model/rubric.ts';
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

/** Words of SEP-2793 (Tool Risk Metadata, a draft of 2026) for what a tool does, as categories of the rubric. */
const DECLARED_CATEGORIES: ReadonlyMap<string, Category> = new Map([
  ['read', 'Read'],
  ['observe', 'Read'],
  ['utility', 'Read'],
  ['mutate', 'Write'],
  ['delete', 'Destructive'],
  ['destroy', 'Destructive'],
]);
const DECLARED_LEVELS: ReadonlyMap<string, Level> = new Map([
  ['low', 'Low'],
  ['medium', 'Medium'],
  ['moderate', 'Medium'],
  ['high', 'High'],
  ['critical', 'Critical'],
]);
const LEVEL_KEYS = ['riskLevel', 'risk_level', 'risk'];

/** Risk tiers that the author declares in annotations of his own: SEP-2793's `category`, and a `riskLevel`. */
export function declaredOpinions({ annotations = {} }: ToolDefinition): Opinion[] {
  const words = (keys: readonly string[]) =>
    keys.map((key) => annotations[key]).flatMap((value) => (typeof value === 'string' ? [value.toLowerCase()] : []));
  const category = words(['category']).flatMap((word) => DECLARED_CATEGORIES.get(word) ?? [])[0];
  const level = words(LEVEL_KEYS).flatMap((word) => DECLARED_LEVELS.get(word) ?? [])[0];
  return [
    ...(category === undefined ? [] : [{ by: 'declared-category' as const, says: category }]),
    ...(level === undefined ? [] : [{ by: 'declared-level' as const, says: level }]),
  ];
}

/**
 * `true` when two of the opinions cannot both be right, or one of them not with the level of the verdict. Whoever could not tell
 * (Unclassified) contradicts nobody.
 */
export function contradict(opinions: readonly Opinion[], verdict: Level = 'Unclassified'): boolean {
  const categories = new Set<Category>();
  for (const opinion of opinions) {
    if (opinion.by === 'hints' || opinion.says === 'Unclassified') continue;
    if (opinion.by !== 'declared-level') categories.add(opinion.says);
    else if (verdict !== 'Unclassified' && opinion.says !== verdict) return true;
  }
  if (categories.size > 1) return true;
  const [category] = categories;
  return opinions.some(
    ({ by, says }) => by === 'hints' && category !== undefined && (says === 'Read') !== (category === 'Read'),
  );
}
