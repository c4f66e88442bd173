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

/** A page of a list that is split: what begins with its prefix, or the parts that it was split into. */
export interface PrefixPage<T> extends PrefixGroup<T> {
  /** The pages of what begins with a longer prefix, with how many items each of them stands for. */
  parts: PrefixPart[];
}

export interface PrefixPart {
  prefix: string;
  count: number;
}

/**
 * The pages of groups, and of shorter prefixes that were a group before there were too many items for it: their addresses stay,
 * and lead to the parts. There are fewer of those than there are groups.
 *
 * @param groups as {@link prefixGroups} gives them
 */
export function prefixPages<T>(groups: readonly PrefixGroup<T>[]): PrefixPage<T>[] {
  if (groups.length < 2) return groups.map((group) => ({ ...group, parts: [] }));
  // Where the first of them differ: a shorter prefix had all of the items, as the whole list has.
  return branches(groups).flatMap((branch) => pagesOf(branch));
}

/** How many items a page stands for. */
export const itemsOf = ({ items, parts }: Pick<PrefixPage<unknown>, 'items' | 'parts'>): number =>
  parts.reduce((sum, { count }) => sum + count, items.length);

/** Groups that begin alike, and the shortest prefix that only they have. */
interface Branch<T> {
  head: string;
  groups: readonly PrefixGroup<T>[];
}

function branches<T>(groups: readonly PrefixGroup<T>[]): Branch<T>[] {
  const length = commonLength(groups) + 1;
  const found = Map.groupBy(groups, ({ prefix }) => Array.from(prefix).slice(0, length).join(''));
  return Array.from(found, ([head, having]) => ({ head, groups: having }));
}

function pagesOf<T>({ head, groups }: Branch<T>): PrefixPage<T>[] {
  if (groups.length === 1) return [{ ...groups[0]!, parts: [] }];
  const below = branches(groups);
  // An item whose key is the prefix itself is a group that has the page.
  const own = groups.find(({ prefix }) => prefix === head);
  const parts = below.flatMap((branch) => (branch.groups[0] === own ? [] : [partOf(branch)]));
  const rest = below.flatMap((branch) => (branch.groups[0] === own ? [] : pagesOf(branch)));
  return [{ prefix: head, items: own?.items ?? [], parts }, ...rest];
}

const partOf = <T>({ head, groups }: Branch<T>): PrefixPart => ({
  prefix: groups.length === 1 ? groups[0]!.prefix : head,
  count: groups.reduce((sum, { items }) => sum + items.length, 0),
});

/** How many characters all of the prefixes begin with: as many as the first and the last of them, which are in order. */
function commonLength(groups: readonly { prefix: string }[]): number {
  const [first, last] = [groups[0]!, groups.at(-1)!].map(({ prefix }) => Array.from(prefix)) as [string[], string[]];
  const differs = first.findIndex((character, i) => last[i] !== character);
  return differs === -1 ? first.length : differs;
}
