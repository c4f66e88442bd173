import { CLAIM_KINDS, type ClaimKind } from '../../catalog/model/entry-claim.ts';

/** Sets of entries that grow together (union-find). */
export interface Joiner {
  /** The set that an entry is in, by the smallest id of it. */
  rootOf(id: number): number;
  /** Makes one set of all of them; with at least two, each is noted to be joined by this kind of claim. */
  join(ids: readonly number[], kind: ClaimKind): void;
  /** Puts one entry into the set of another; only the first is noted to be joined. */
  put(id: number, into: number, kind: ClaimKind): void;
  /** The strongest kind of claim that joined an entry to others. */
  reasonOf(id: number): ClaimKind | undefined;
}

export function joiner(): Joiner {
  const parents = new Map<number, number>();
  const reasons = new Map<number, ClaimKind>();

  const rootOf = (id: number): number => {
    let root = id;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    for (let at = id; at !== root;) {
      const next = parents.get(at)!;
      parents.set(at, root);
      at = next;
    }
    return root;
  };
  const unite = (a: number, b: number) => {
    const [first, second] = [rootOf(a), rootOf(b)];
    if (first !== second) parents.set(Math.max(first, second), Math.min(first, second));
  };
  const note = (id: number, kind: ClaimKind) => {
    const known = reasons.get(id);
    if (known === undefined || CLAIM_KINDS.indexOf(kind) < CLAIM_KINDS.indexOf(known)) reasons.set(id, kind);
  };
  return {
    rootOf,
    join(ids, kind) {
      if (ids.length < 2) return;
      for (const id of ids) {
        unite(ids[0]!, id);
        note(id, kind);
      }
    },
    put(id, into, kind) {
      unite(id, into);
      note(id, kind);
    },
    reasonOf: (id) => reasons.get(id),
  };
}
