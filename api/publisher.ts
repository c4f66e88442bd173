import { sha256 } from '../catalog/definition-hash.ts';
import type { OutputDirectory, Written } from '../output/output-directory.ts';
import { fileOf } from './paths.ts';
import type { FileFacts } from './text/list-file.ts';

/** Puts documents into the published folder, each only when its bytes changed, and counts them. */
export interface Publisher {
  /** Publishes a text under an address. */
  text(url: string, content: string): void;
  /** Publishes a file that was written elsewhere on the same file system. */
  file(url: string, from: string, facts: FileFacts): void;
  /** What the lists hold, by address. */
  readonly facts: ReadonlyMap<string, FileFacts>;
  readonly counts: { documents: number; written: number };
}

export function publisher(output: OutputDirectory): Publisher {
  const counts = { documents: 0, written: 0 };
  const facts = new Map<string, FileFacts>();
  /** A document is made anew each time, so its key is its content. */
  const publish = (url: string, key: string, put: (path: string) => Written) => {
    const path = fileOf(url);
    counts.documents += 1;
    if (!output.isCurrent(path, key)) counts.written += Number(put(path) === 'written');
  };
  return {
    counts,
    facts,
    text(url, content) {
      const key = sha256(content);
      publish(url, key, (path) => output.write(path, key, content));
    },
    file(url, from, held) {
      facts.set(url, held);
      publish(url, held.sha256, (path) => output.adopt(path, held.sha256, from));
    },
  };
}
