import { setImmediate as nextTurn } from 'node:timers/promises';
import { ATTACK_LIST, attackPiece } from '../attacks/attack-piece.ts';
import { makeDocuments } from '../api/make-documents.ts';
import { messagesOf } from '../catalog/errors.ts';
import type { CatalogueReader, ServerView } from '../catalog/store/reader.ts';
import type { PartContent } from '../output/output-directory.ts';
import { serverEntries } from '../site/discovery/server-entries.ts';
import { sitemapPiece } from '../site/discovery/sitemaps.ts';
import { makePages, pageKey, renderPage } from '../site/make-pages.ts';
import { loadRenderer, type Render } from '../site/render/renderer.ts';
import { serverPictures } from '../site/pictures/server-pictures.ts';
import { SEARCH_LIST, searchPiece } from '../site/search/search-piece.ts';
import { serverPages } from '../site/server-pages.ts';
import { templateHashes } from '../site/template-hash.ts';
import type { Job, PageJob, Respect, Result, ServerJob, WorkerSetup } from './server-job.ts';

/** Characters and bytes of files that are handed over at once. */
const SLICE = 1024 * 1024;

/** Resolves when it is sent: whoever awaits it makes no more than can be stored. */
type Send = (result: Result) => Promise<void>;

/** Makes the files of a job, and hands them over as they come. */
export type FileMaker = (job: Job, send: Send) => Promise<void>;

/** What does the jobs of a thread. */
export function fileMaker(reader: CatalogueReader, { root, siteUrl }: WorkerSetup): FileMaker {
  const keyOf = pageKey(templateHashes(root), siteUrl);
  let loaded: Promise<Render> | undefined;
  const renderOf = ({ renderer }: Job): Promise<Render> => {
    if (renderer === undefined) throw new TypeError('pages were asked for without a renderer');
    return (loaded ??= loadRenderer(renderer, siteUrl));
  };

  const makeServer = async ({ slug, keys }: ServerJob, job: Job, send: Send): Promise<void> => {
    const view = reader.view(slug);
    if (view === undefined) throw new TypeError('it is not in the catalogue');
    const removed = reader.removedTools(view.server);
    const pieces: Partial<Record<Respect, Map<string, Uint8Array>>> = {};
    if (keys.pages !== undefined) {
      const put = sender((files) => send({ kind: 'files', slug, respect: 'pages', files }));
      const listed = new Set<string>();
      for await (const page of makePages(serverPages(view, removed), keys.pages, keyOf, await renderOf(job))) {
        if (!page.noindex) listed.add(page.url);
        await put.add(page.files);
      }
      await put.add(serverPictures(view, keys.pages));
      await put.end();
      pieces.pages = pagePieces(view, listed, siteUrl);
    }
    if (keys.documents !== undefined) {
      const made = makeDocuments(view, removed, keys.documents, siteUrl);
      await send({ kind: 'files', slug, respect: 'documents', files: made.files });
      pieces.documents = made.pieces;
    }
    await send({ kind: 'server', slug, pieces });
  };

  const renderPages = async (pages: readonly PageJob[], render: Render, send: Send): Promise<void> => {
    const put = sender((files) => send({ kind: 'pages', files }));
    for (const { url, key, model } of pages) await put.add(await renderPage(url, key, model, render));
    await put.end();
  };

  return async (job, send) => {
    if ('pages' in job) return renderPages(job.pages, await renderOf(job), send);
    for (const server of job.servers) {
      try {
        await makeServer(server, job, send);
      } catch (error) {
        // One server that nobody can make must not keep what is new of all others from their readers.
        await send({ kind: 'failed', slug: server.slug, problem: messagesOf(error).join(': ') });
      }
      // Drawings give their memory back only between two turns.
      await nextTurn();
    }
  };
}

/** Hands files over a slice at a time: a server of five thousand tools has a gigabyte of pages. */
function sender(send: (files: PartContent[]) => Promise<void>) {
  let files: PartContent[] = [];
  let size = 0;
  const end = async (): Promise<void> => {
    const slice = files;
    files = [];
    size = 0;
    if (slice.length > 0) await send(slice);
  };
  return {
    async add(more: readonly PartContent[]): Promise<void> {
      files.push(...more);
      for (const { content } of more) size += content?.length ?? 0;
      if (size < SLICE) return;
      await end();
      // What was sent leaves this thread's memory between two turns.
      await nextTurn();
    },
    end,
  };
}

/** What the pages of a server add to lists; `listed` are those that search engines may list. */
function pagePieces(view: ServerView, listed: ReadonlySet<string>, siteUrl?: string): Map<string, Uint8Array> {
  const pieces = new Map<string, Uint8Array>();
  const attacks = attackPiece(view);
  if (attacks !== undefined) pieces.set(ATTACK_LIST, attacks);
  const found = searchPiece(view);
  if (found !== undefined) pieces.set(SEARCH_LIST, found);
  const entries = serverEntries(view).filter(({ url }) => listed.has(url));
  if (siteUrl !== undefined && entries.length > 0) pieces.set(...sitemapPiece(view.server.slug, entries, siteUrl));
  return pieces;
}
