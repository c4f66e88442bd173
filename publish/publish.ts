/** Publishes a catalogue: the site, the JSON API, and everything that stands beside them, in one folder. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { publishCatalogueDocuments } from '../api/catalogue-documents.ts';
import { checkSiteUrl } from '../api/published-address.ts';
import { beginReading, holdWriters } from '../catalog/store/database.ts';
import { openStore, type Store } from '../catalog/store/open.ts';
import type { Audience } from '../catalog/store/audience.ts';
import { catalogueReader } from '../catalog/store/reader.ts';
import type { OutputDirectory } from '../output/output-directory.ts';
import { goneAs, keepChangedFiles, writeChangedFiles } from './changed-files.ts';
import { publishCataloguePages } from './catalogue-pages.ts';
import { keepFolderRedirects } from '../site/redirects.ts';
import { builtRenderer } from '../site/render/bundle.ts';
import type { FailedServer, Respect } from './server-job.ts';
import { publishSearchIndex } from './search-index.ts';
import { publishServers } from './servers.ts';
import { workerPool, type WorkerPool } from './worker-pool.ts';

export interface PublishOptions {
  dbPath: string;
  /** The published folder; the caller closes it. */
  output: OutputDirectory;
  /** Public address, for canonical links and addresses of schemas; without it there are none. */
  siteUrl?: string | undefined;
  /** Where corrections and reports are taken: an https or mailto address; without it pages name none. */
  contact?: string | undefined;
  /** What to publish; everything when absent. */
  respects?: readonly Respect[] | undefined;
  /** Looks at every file of a large folder, not at a share of them, for what somebody changed or deleted by hand. */
  verify?: boolean | undefined;
  /** Threads that make files; as many as there are cores when absent. */
  threads?: number | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: PublishProgress) => void) | undefined;
}

export type PublishProgress =
  /** Servers that were dealt with, of those that changed; the first report comes before the first of them. */
  | { step: 'servers'; done: number; of: number }
  /** What belongs to single servers is in place; pages and lists about all of them follow. */
  | { step: 'catalogue' };

/** Files of one kind. */
export interface FileCounts {
  files: number;
  /** Those whose bytes changed. */
  written: number;
}

export interface Published {
  servers: number;
  /** Servers that were read, because they or the program changed. */
  changed: number;
  /** Those of them that could not be made; what stood of them before still does, and the next pass tries again. */
  failed: FailedServer[];
  /** Pages and what stands beside them. */
  site: FileCounts & { pages: number; rendered: number };
  /** Documents of the JSON API, lists and schemas included. */
  api: FileCounts;
  /** Files that nothing stands for any more. */
  removed: number;
  ms: number;
}

/** Folder of the repository. */
const ROOT = resolve(import.meta.dirname, '..');

/**
 * Publishes a catalogue into a folder, and deletes there what nothing stands for any more. Its cost follows what changed: a
 * server whose stamp is the one that it was published with is not even read. It may be killed at any time and run again: a
 * file is remembered after it is in place, a server after all of its files are. The same catalogue gives the same bytes.
 *
 * @throws Rejected for a missing catalogue or an address that is none; Fatal for a page that cannot be rendered; the
 *   signal's reason when stopped
 */
export async function publish(options: PublishOptions): Promise<Published> {
  const started = performance.now();
  const {
    dbPath,
    output,
    siteUrl,
    signal,
    respects = ['pages', 'documents'],
    threads = availableParallelism(),
  } = options;
  checkSiteUrl(siteUrl);
  const store = openStore(dbPath, { readonly: true });
  // Three threads on two cores: the workers make files, this one puts them in place.
  const pool = workerPool({ dbPath, root: ROOT, siteUrl }, threads);
  let built: Promise<string> | undefined;
  const renderer = () => (built ??= builtRenderer(ROOT, output.kept('renderer')));
  try {
    await beginTogether(store, pool);
    if (respects.includes('documents')) keepChangedFiles(output);
    const context = { ...options, root: ROOT, pool, renderer };
    const stamped = store.serverStamps.all();
    const servers = await publishServers(stamped, respects, context);
    options.onProgress?.({ step: 'catalogue' });
    const audience = withoutAbsent(store, servers.absent);
    const reader = catalogueReader(store, audience);
    const forPages = respects.includes('pages');
    const [searchFiles, documents, pages] = await together([
      // First, since it is made beside the others.
      forPages ? publishSearchIndex(store, output, servers.madeFrom.pages!, { audience, signal }) : 0,
      respects.includes('documents')
        ? publishCatalogueDocuments(reader, output, { ...context, madeFrom: servers.madeFrom.documents! })
        : NOTHING,
      forPages ? publishCataloguePages(reader, context) : NOTHING,
    ]);
    if (!forPages) keepFolderRedirects(output);
    const removed = output.prune(forPages ? undefined : DOCUMENTS, goneAs);
    const written = [servers.pages, pages, servers.documents, documents].reduce(
      (sum, part) => sum + part.written,
      searchFiles,
    );
    const untold = new Set(reader.untoldSlugs());
    const listed = respects.includes('documents') ? writeChangedFiles(output, written + removed > 0, untold) : 0;
    // Only now: killed before, the next pass has to make the list, though nothing else may be left to do.
    output.end();
    return {
      servers: servers.all,
      changed: servers.changed,
      failed: servers.failed,
      site: {
        files: servers.pages.files + pages.files,
        written: servers.pages.written + pages.written + searchFiles,
        pages: servers.pages.pages + pages.pages,
        rendered: servers.pages.rendered + pages.rendered,
      },
      api: {
        files: servers.documents.files + documents.documents + Number(respects.includes('documents')),
        written: servers.documents.written + documents.written + listed,
      },
      removed,
      ms: Math.round(performance.now() - started),
    };
  } finally {
    await pool.close();
    store.close();
  }
}

/** Lists, figures and the search name no server that has no page: its address would lead nowhere. */
const withoutAbsent = (store: Store, absent: ReadonlySet<string>): Audience =>
  absent.size === 0
    ? 'public'
    : { publicWithout: new Set(Array.from(absent, (slug) => store.servers.bySlug(slug)!.id)) };

/** Lists and pages show the same catalogue in every thread, even when a crawl stores meanwhile. */
async function beginTogether(store: Store, pool: WorkerPool): Promise<void> {
  const release = holdWriters(store.path);
  try {
    beginReading(store.db);
    await pool.start();
  } finally {
    release();
  }
}

/** Waits for all, also when one fails: what they work with is closed afterwards. @throws what the first failed with */
async function together<const T extends readonly unknown[]>(
  work: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

/** What stands in the folder for the documents, when they are published alone. */
const DOCUMENTS = ['api/', 'schemas/', 'changes/feed.'];

const NOTHING = { files: 0, documents: 0, written: 0, pages: 0, rendered: 0 };
