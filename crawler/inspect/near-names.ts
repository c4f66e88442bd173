/** Two names that differ by a few letters. */
export interface NearPair {
  query: string;
  target: string;
  distance: number;
}

export interface NearOptions {
  /** Edits that two names may be apart: insertions, deletions, substitutions; at most 2. */
  distance?: 1 | 2;
  /** Shorter names are near each other by chance. */
  shortest?: number;
  /** Longer names are cut out: nobody confuses them, and comparing them costs most. */
  longest?: number;
}

/**
 * A part of a name that so many names share tells nothing; it is not used to find candidates. A pair is still found by its
 * other parts, unless the edits fall into exactly those.
 */
const MOST_PER_PART = 400;

/**
 * Finds every target that is one or two edits away from a query, other than equal ones. A name within k edits of another keeps
 * at least one of k + 1 parts of it unchanged, shifted by at most k (pass-join: Li, Deng, Wang, Feng, PVLDB 5(3), 2011); only
 * names that share a part are compared. Work is bounded by the number of names times {@link MOST_PER_PART}.
 */
export function nearNames(
  queries: readonly string[],
  targets: readonly string[],
  { distance = 2, shortest = 6, longest = 64 }: NearOptions = {},
): NearPair[] {
  const fits = (name: string) => name.length >= shortest && name.length <= longest;
  const index = partIndex(targets.filter(fits), distance);
  const pairs: NearPair[] = [];
  for (const query of queries.filter(fits)) {
    const seen = new Set<string>([query]);
    for (let length = query.length - distance; length <= query.length + distance; length++) {
      for (const target of candidates(index, query, length, distance)) {
        if (seen.has(target)) continue;
        seen.add(target);
        const edits = editsBetween(query, target, distance);
        if (edits !== undefined) pairs.push({ query, target, distance: edits });
      }
    }
  }
  return pairs;
}

type PartIndex = ReadonlyMap<string, readonly string[]>;

function partIndex(names: readonly string[], distance: number): PartIndex {
  const index = new Map<string, string[]>();
  for (const name of new Set(names)) {
    partsOf(name.length, distance).forEach(({ start, length }, i) => {
      const key = keyOf(name.length, i, name.slice(start, start + length));
      const known = index.get(key);
      if (known === undefined) index.set(key, [name]);
      else if (known.length <= MOST_PER_PART) known.push(name);
    });
  }
  return index;
}

function* candidates(index: PartIndex, query: string, length: number, distance: number): Generator<string> {
  for (const [i, part] of partsOf(length, distance).entries()) {
    // What stands before a part and what stands behind it share the edits, so a part cannot have moved by all of them.
    const longer = query.length - length;
    const from = part.start - Math.floor((distance - longer) / 2);
    const to = part.start + Math.floor((distance + longer) / 2);
    for (let start = from; start <= to; start++) {
      if (start < 0 || start + part.length > query.length) continue;
      const names = index.get(keyOf(length, i, query.slice(start, start + part.length)));
      if (names !== undefined && names.length <= MOST_PER_PART) yield* names;
    }
  }
}

/** The parts of a name of some length: as equal as can be. */
function partsOf(length: number, distance: number): { start: number; length: number }[] {
  const count = distance + 1;
  const short = Math.floor(length / count);
  const long = length % count;
  return Array.from({ length: count }, (_, i) => ({
    start: i * short + Math.max(0, i - (count - long)),
    length: short + (i >= count - long ? 1 : 0),
  }));
}

const keyOf = (length: number, part: number, text: string): string => `${length} ${part} ${text}`;

/** The number of edits between two names, or `undefined` when it is more than `most`; looks only at the band that can matter. */
export function editsBetween(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  const far = most + 1;
  let before = new Uint8Array(b.length + 1).fill(far);
  let row = new Uint8Array(b.length + 1).fill(far);
  for (let j = 0; j <= Math.min(most, b.length); j++) before[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - most);
    const to = Math.min(b.length, i + most);
    row.fill(far);
    if (i <= most) row[0] = i;
    let least = row[0]!;
    for (let j = from; j <= to; j++) {
      const changed = before[j - 1]! + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      const edits = Math.min(before[j]! + 1, row[j - 1]! + 1, changed, far);
      row[j] = edits;
      if (edits < least) least = edits;
    }
    if (least >= far) return undefined;
    [before, row] = [row, before];
  }
  const edits = before[b.length]!;
  return edits >= far ? undefined : edits;
}

/** `emial` for `email`: two letters changed places. */
export function isTransposed(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = Array.from(a).findIndex((letter, i) => letter !== b[i]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
