import { sha256 } from '../catalog/definition-hash.ts';
import type { OutputDirectory, Written } from '../output/output-directory.ts';
import { fileOf } from './paths.ts';
import type { FileFacts } from './text/list-file.ts';

/** Puts documents into the published folder, each only when its bytes changed, and counts them. */
export interface Publisher {
  /** Publishes a text under an address. */
  text(url: string, content: string): void;
  /** Publishes a file that was written elsewhere on the same file system; its key is its content, unless it has another one. */
  file(url: string, from: string, facts: FileFacts, key?: string): void;
  /** What the lists hold, by address. */
  readonly facts: ReadonlyMap<string, FileFacts>;
  /** SHA-256 of every document that was published, hexadecimal, by address. */
  readonly sums: ReadonlyMap<string, string>;
  /** Counts a download that stands already, made from the same; `false` when it has to be made. */
  keep(url: string, key: string, entries: number): boolean;
  readonly counts: { documents: number; written: number };
}

export function publisher(output: OutputDirectory): Publisher {
  const counts = { documents: 0, written: 0 };
  const facts = new Map<string, FileFacts>();
  const sums = new Map<string, string>();
  /** A document is made anew each time, so its key is its content. */
  const publish = (url: string, key: string, put: (path: string) => Written) => {
    const path = fileOf(url);
    counts.documents += 1;
    if (!output.isCurrent(path, key)) counts.written += Number(put(path) === 'written');
  };
  return {
    counts,
    facts,
    sums,
    keep(url, key, entries) {
      const path = fileOf(url);
      const known = output.isCurrent(path, key) ? output.factsOf(path) : undefined;
      if (known === undefined) return false;
      counts.documents += 1;
      sums.set(url, known.sha256);
      facts.set(url, { entries, bytes: known.bytes, sha256: `sha256:${known.sha256}` });
      return true;
    },
    text(url, content) {
      const key = sha256(content);
      sums.set(url, hex(key));
      publish(url, key, (path) => output.write(path, key, content));
    },
    file(url, from, held, key = held.sha256) {
      facts.set(url, held);
      sums.set(url, hex(held.sha256));
      publish(url, key, (path) => output.adopt(path, key, from));
    },
  };
}

const hex = (hash: string): string => hash.replace(/^sha256:/, '');
