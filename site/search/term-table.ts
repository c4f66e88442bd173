/** The postings of a whole catalogue: nine bytes each in typed arrays, so that ten million of them take 100 MB. */
export interface TermTable {
  /** Adds the words of a document; documents come in the order of their numbers. */
  add(document: number, facet: number, words: Iterable<readonly [string, number]>): void;
  /** All terms in the order of their UTF-16 units, each with its postings by document. To be walked once, at the end. */
  sorted(): Generator<Term>;
}

export interface Term {
  term: string;
  documents: Uint32Array;
  /** Facets and fit of each, see format.ts. */
  bytes: Uint8Array;
}

/** An empty table. */
export function termTable(): TermTable {
  const numbers = new Map<string, number>();
  let size = 0;
  let terms = new Uint32Array(1024);
  let documents = new Uint32Array(1024);
  let bytes = new Uint8Array(1024);

  const grow = () => {
    const larger = <T extends Uint32Array | Uint8Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    terms = larger(terms, new Uint32Array(size * 2));
    documents = larger(documents, new Uint32Array(size * 2));
    bytes = larger(bytes, new Uint8Array(size * 2));
  };

  return {
    add(document, facet, words) {
      for (const [word, fit] of words) {
        if (size === terms.length) grow();
        const number = numbers.get(word) ?? numbers.size;
        if (number === numbers.size) numbers.set(word, number);
        terms[size] = number;
        documents[size] = document;
        bytes[size] = fit * 32 + facet;
        size += 1;
      }
    },
    *sorted() {
      // Counting sort: where the postings of each term begin, then each into its place.
      const starts = new Uint32Array(numbers.size + 1);
      for (let i = 0; i < size; i++) starts[terms[i]! + 1]! += 1;
      for (let i = 0; i < numbers.size; i++) starts[i + 1]! += starts[i]!;
      const places = starts.slice();
      const sortedDocuments = new Uint32Array(size);
      const sortedBytes = new Uint8Array(size);
      for (let i = 0; i < size; i++) {
        const place = places[terms[i]!]!++;
        sortedDocuments[place] = documents[i]!;
        sortedBytes[place] = bytes[i]!;
      }
      // By UTF-16 units, as the browser compares; the default of sort() is just that.
      for (const term of [...numbers.keys()].sort()) {
        const number = numbers.get(term)!;
        const [from, to] = [starts[number]!, starts[number + 1]!];
        yield { term, documents: sortedDocuments.subarray(from, to), bytes: sortedBytes.subarray(from, to) };
      }
    },
  };
}
