/** Words in the list: those that a slip of the keys is compared with. */
const MOST = 4000;

export interface Vocabulary {
  note: (term: string, names: number) => void;
  /** The most frequent terms of names, most frequent first. */
  list(): string[];
}

/** Collects the frequent words of names; those of a single document are no help. */
export function vocabulary(): Vocabulary {
  const found: { term: string; names: number }[] = [];
  return {
    note(term, names) {
      if (names > 1) found.push({ term, names });
    },
    list: () =>
      found
        .sort((a, b) => b.names - a.names || (a.term < b.term ? -1 : 1))
        .slice(0, MOST)
        .map(({ term }) => term),
  };
}
