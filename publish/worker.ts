/** A thread that makes the files of servers, with a catalogue connection and a renderer of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { ATTACK_LIST, attackPiece } from '../attacks/attack-piece.ts';
import { makeDocuments } from '../api/make-documents.ts';
import { openStore } from '../catalog/store/open.ts';
import { catalogueReader } from '../catalog/store/reader.ts';
import type { PartContent } from '../output/output-directory.ts';
import { makePages, pageKey } from '../site/make-pages.ts';
import { loadRenderer, type Render } from '../site/render/renderer.ts';
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
    const files = await makePages(serverPages(view), keys.pages, keyOf, await renderOf(job));
    const attacks = attackPiece(view);
    made.pages = { files, pieces: new Map(attacks === undefined ? [] : [[ATTACK_LIST, attacks]]) };
  }
  if (keys.documents !== undefined)
    made.documents = makeDocuments(view, reader.removedTools(view.server), keys.documents, siteUrl);
  return { slug, made };
}

async function work(job: Job): Promise<Result> {
  if ('servers' in job) {
    const servers: ServerResult[] = [];
    for (const server of job.servers) servers.push(await makeServer(server, job));
    return { servers };
  }
  const render = await renderOf(job);
  const pages: PartContent[] = [];
  for (const { url, path, key, model } of job.pages) pages.push({ path, key, content: await render(url, model) });
  return { pages };
}

parentPort!.on('message', (job: Job) => {
  void work(job).then(
    (result) => parentPort!.postMessage({ result }),
    // Not every error can be copied; what a reader needs of it can.
    (error: unknown) => parentPort!.postMessage({ error: error instanceof Error ? error : new Error(String(error)) }),
  );
});
