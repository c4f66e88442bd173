/** A thread that makes the files of servers, with a catalogue connection and a renderer of its own. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { ATTACK_LIST, attackPiece } from '../attacks/attack-piece.ts';
import { makeDocuments } from '../api/make-documents.ts';
import { openStore } from '../catalog/store/open.ts';
import { catalogueReader, type ServerView } from '../catalog/store/reader.ts';
import type { PartContent } from '../output/output-directory.ts';
import { serverEntries } from '../site/discovery/server-entries.ts';
import { sitemapPiece } from '../site/discovery/sitemaps.ts';
import { makePages, pageKey, renderPage, type PageFiles } from '../site/make-pages.ts';
import { loadRenderer, type Render } from '../site/render/renderer.ts';
import { serverPictures } from '../site/pictures/server-pictures.ts';
import { SEARCH_LIST, searchPiece } from '../site/search/search-piece.ts';
import { serverPages } from '../site/server-pages.ts';
import { templateHashes } from '../site/template-hash.ts';
import type { Job, Result, ServerJob, ServerResult, WorkerSetup } from './server-job.ts';

const { dbPath, root, siteUrl } = workerData as WorkerSetup;
const store = openStore(dbPath, { readonly: true });
// One read transaction: what a crawl stores meanwhile is for the next build.
store.db.exec('BEGIN');
const reader = catalogueReader(store);
const keyOf = pageKey(templateHashes(root), siteUrl);

let loaded: Promise<Render> | undefined;
function renderOf({ renderer }: Job): Promise<Render> {
  if (renderer === undefined) throw new TypeError('pages were asked for without a renderer');
  return (loaded ??= loadRenderer(renderer, siteUrl));
}

async function makeServer({ slug, keys }: ServerJob, job: Job): Promise<ServerResult> {
  const view = reader.view(slug);
  const made: ServerResult['made'] = {};
  if (view === undefined) return { slug, made };
  if (keys.pages !== undefined) {
    const pages = await makePages(serverPages(view), keys.pages, keyOf, await renderOf(job));
    made.pages = {
      files: [...pages.flatMap(({ files }) => files), ...serverPictures(view, keys.pages)],
      pieces: pagePieces(view, pages),
    };
  }
  if (keys.documents !== undefined)
    made.documents = makeDocuments(view, reader.removedTools(view.server), keys.documents, siteUrl);
  return { slug, made };
}

/** What the pages of a server add to lists. */
function pagePieces(view: ServerView, pages: readonly PageFiles[]): Map<string, Uint8Array> {
  const pieces = new Map<string, Uint8Array>();
  const attacks = attackPiece(view);
  if (attacks !== undefined) pieces.set(ATTACK_LIST, attacks);
  const found = searchPiece(view);
  if (found !== undefined) pieces.set(SEARCH_LIST, found);
  const listed = new Set(pages.flatMap(({ url, noindex }) => (noindex ? [] : [url])));
  const entries = serverEntries(view).filter(({ url }) => listed.has(url));
  if (siteUrl !== undefined && entries.length > 0) pieces.set(...sitemapPiece(view.server.slug, entries, siteUrl));
  return pieces;
}

async function work(job: Job): Promise<Result> {
  if ('servers' in job) {
    const servers: ServerResult[] = [];
    for (const server of job.servers) {
      servers.push(await makeServer(server, job));
      // Drawings give their memory back only between two turns.
      await nextTurn();
    }
    return { servers };
  }
  const render = await renderOf(job);
  const pages: PartContent[] = [];
  for (const { url, key, model } of job.pages) pages.push(...(await renderPage(url, key, model, render)));
  return { pages };
}

parentPort!.on('message', (job: Job) => {
  void work(job).then(
    (result) => parentPort!.postMessage({ result }),
    // Not every error can be copied; what a reader needs of it can.
    (error: unknown) => parentPort!.postMessage({ error: error instanceof Error ? error : new Error(String(error)) }),
  );
});
