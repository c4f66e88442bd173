/** What is asked of a worker, and what it answers; both travel between threads. */
import type { PartContent } from '../output/output-directory.ts';

/** What is published of a server: each is a part of the output by itself, since the API can be published alone. */
export type Respect = 'pages' | 'documents';

/** The part of the output that holds it. */
export const partOf = (respect: Respect, slug: string): string => `${respect}/${slug}`;

/** A server of which something has to be made again. */
export interface ServerJob {
  slug: string;
  /** For each respect that is asked for, the keys of its files that stand there, by path. */
  keys: Partial<Record<Respect, ReadonlyMap<string, string>>>;
}

/** What was made of a server; nothing when it has left the catalogue meanwhile. */
export interface ServerResult {
  slug: string;
  made: Partial<Record<Respect, MadePart>>;
}

export interface MadePart {
  files: PartContent[];
  /** What it adds to lists over all servers. */
  pieces: ReadonlyMap<string, Uint8Array>;
}

/** A page that has to be rendered; its model was made already. */
export interface PageJob {
  url: string;
  key: string;
  model: unknown;
}

/** Pages are rendered by the built renderer whose entry is named. */
export type Job = { servers: ServerJob[]; renderer?: string | undefined } | { pages: PageJob[]; renderer: string };
export type Result = { servers: ServerResult[] } | { pages: PartContent[] };

/** What a worker is started with. */
export interface WorkerSetup {
  dbPath: string;
  /** Folder of the repository. */
  root: string;
  siteUrl: string | undefined;
}
