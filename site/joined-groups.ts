import type { PrefixGroup } from './prefix-groups.ts';

/** Neighbouring groups as one: everything from the first prefix to the last. */
export interface JoinedGroup<T> {
  first: string;
  last: string;
  items: T[];
}

/**
 * Joins neighbours as long as they have at most `max` items together, so that no group is a page with two lines. Where the joints
 * are follows from all groups before them: only for lists that change no more, or whose addresses nobody keeps.
 */
export function joinedGroups<T>(groups: readonly PrefixGroup<T>[], max: number): JoinedGroup<T>[] {
  const joined: JoinedGroup<T>[] = [];
  for (const { prefix, items } of groups) {
    const last = joined.at(-1);
    if (last !== undefined && last.items.length + items.length <= max) {
      last.items.push(...items);
      last.last = prefix;
    } else joined.push({ first: prefix, last: prefix, items: [...items] });
  }
  return joined;
}
