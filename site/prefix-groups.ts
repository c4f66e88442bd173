/** A part of a sorted list: everything that begins with a prefix. */
export interface PrefixGroup<T> {
  prefix: string;
  items: T[];
}

/**
 * Splits items into groups by the beginning of their key, each prefix as short as it can be with at most `max` items. An
 * item more or less then changes its own group only, where numbered pages would all shift.
 *
 * @param items sorted by key; keys may repeat
 * @returns groups in the order of the items. A group is larger than `max` only if its keys are all equal to the prefix.
 */
export function prefixGroups<T>(
  items: readonly T[],
  key: (item: T) => string,
  max: number,
  length = 1,
): PrefixGroup<T>[] {
  const groups: PrefixGroup<T>[] = [];
  for (const item of items) {
    const prefix = Array.from(key(item)).slice(0, length).join('');
    const last = groups.at(-1);
    if (last?.prefix === prefix) last.items.push(item);
    else groups.push({ prefix, items: [item] });
  }
  return groups.flatMap((group) => {
    const splits = group.items.length > max && group.items.some((item) => Array.from(key(item)).length > length);
    return splits ? prefixGroups(group.items, key, max, length + 1) : [group];
  });
}
