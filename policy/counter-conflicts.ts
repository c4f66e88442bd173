import { jsonPointer } from './json-pointer.ts';
import { Limit } from './model.ts';

/** A limit that disagrees with an earlier one of the same counter. */
export interface CounterConflict {
  path: readonly PropertyKey[];
  message: string;
}

/**
 * Limits that name the same counter share its count, so they must agree in window and maximum; otherwise one file would
 * hold two answers (Toolgate's decision, policy docs, limits). Works on the parsed JSON before it is known to be a
 * policy: what is no limit is passed over here and reported by the schema.
 */
export function counterConflicts(document: unknown): CounterConflict[] {
  const first = new Map<string, { limit: Limit; pointer: string }>();
  const conflicts: CounterConflict[] = [];
  for (const { path, limit } of limitsIn(document)) {
    const earlier = first.get(limit.counter);
    if (earlier === undefined) first.set(limit.counter, { limit, pointer: jsonPointer(path) });
    else if (earlier.limit.window !== limit.window || earlier.limit.max !== limit.max) {
      const { max, window } = earlier.limit;
      const message = `must agree with ${earlier.pointer}, which uses the same counter with ${max} per ${window}`;
      conflicts.push({ path, message });
    }
  }
  return conflicts;
}

function* limitsIn(document: unknown): Generator<{ path: PropertyKey[]; limit: Limit }> {
  const tools = member(document, 'tools');
  const names = typeof tools === 'object' && tools !== null ? Object.keys(tools) : [];
  for (const path of [['all_tools'], ...names.map((name) => ['tools', name])]) {
    const limits = member(path.reduce(member, document), 'limits');
    if (!Array.isArray(limits)) continue;
    for (const [index, entry] of limits.entries()) {
      const limit = Limit.safeParse(entry);
      if (limit.success) yield { path: [...path, 'limits', index], limit: limit.data };
    }
  }
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
