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

/** A page that has to be rendered; its model was made already. */
export interface PageJob {
  url: string;
  key: string;
  model: unknown;
}

/** Pages are rendered by the built renderer whose entry is named. */
export type Job = { servers: ServerJob[]; renderer?: string | undefined } | { pages: PageJob[]; renderer: string };

/** Some of the files of a server: a large one has many such answers, so that nobody holds all of its pages at once. */
export interface MadeFiles {
  kind: 'files';
  slug: string;
  respect: Respect;
  files: PartContent[];
}

/** All files of a server were made. */
export interface MadeServer {
  kind: 'server';
  slug: string;
  /** What it adds to lists over all servers. */
  pieces: Partial<Record<Respect, ReadonlyMap<string, Uint8Array>>>;
}

/** A server whose files could not be made, with the reason; some of them may have been. */
export interface FailedServer {
  slug: string;
  problem: string;
}

export interface MadePages {
  kind: 'pages';
  files: PartContent[];
}

export type Result = MadeFiles | MadeServer | ({ kind: 'failed' } & FailedServer) | MadePages;

/** What a worker is told: a job, or that one of its results was dealt with. */
export type Order = { job: Job } | { stored: true };

/** What a worker sends: that it sees the catalogue, then results of the job that it was given, and that it has done with it. */
export type Answer = { ready: true } | { result: Result } | { done: true } | { error: Error };

/** What a worker is started with. */
export interface WorkerSetup {
  dbPath: string;
  /** Folder of the repository. */
  root: string;
  siteUrl: string | undefined;
}
