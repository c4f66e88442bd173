import { ATTACK_LIST, totalsOfPieces } from '../attacks/attack-piece.ts';
import type { CatalogueReader } from '../catalog/store/reader.ts';
import { cataloguePages } from '../site/catalogue-pages.ts';
import { distinctPages } from '../site/distinct-pages.ts';
import { isNoindex, pageKey, pagePaths } from '../site/make-pages.ts';
import { writeRedirects } from '../site/redirects.ts';
import { writePolicyScript } from '../site/policy-try/write-script.ts';
import { writeSiteCard } from '../site/pictures/site-card.ts';
import { writeStaticFiles } from '../site/static-files.ts';
import { templateHashes } from '../site/template-hash.ts';
import { join } from 'node:path';
import { describedDocuments } from './api-reference.ts';
import type { PublishContext } from './context.ts';
import { publishDiscoveryFiles, type CataloguePage } from './discovery-files.ts';
import type { Job, PageJob } from './server-job.ts';

/** Pages in one job. */
const BATCH = 16;

interface PublishedPages {
  pages: number;
  rendered: number;
  /** Pages, and files that are no pages. */
  files: number;
  written: number;
}

/**
 * Publishes the pages that are about no single server, and the files that pages need.
 *
 * @throws Fatal when two pages have one address
 */
export async function publishCataloguePages(
  reader: CatalogueReader,
  { root, output, siteUrl, contact, pool, renderer, signal }: PublishContext,
): Promise<PublishedPages> {
  const keyOf = pageKey(templateHashes(root), siteUrl);
  const dirty: PageJob[] = [];
  const facts = {
    contact,
    documents: describedDocuments(siteUrl),
    attackTotals: () => totalsOfPieces(output.pieces(ATTACK_LIST)),
  };
  const pages: CataloguePage[] = [];
  for (const { kind, url, model, madeFrom, noindex = false } of distinctPages(cataloguePages(reader, root, facts))) {
    signal?.throwIfAborted();
    const source = (madeFrom ?? model)();
    const key = keyOf(kind, source);
    pages.push({ url, noindex: noindex || isNoindex(source) });
    // All of them are asked for, since asking is what keeps a file.
    const stand = pagePaths(url).map((path) => output.isCurrent(path, key));
    if (stand.includes(false)) dirty.push({ url, key, model: madeFrom === undefined ? source : model() });
  }
  const urls = pages.map(({ url }) => url);
  const moved = writeRedirects(reader.redirects(), urls, output, siteUrl);
  let written = writeStaticFiles(join(root, 'site/public'), output) + writeSiteCard(output) + moved.written;
  written += await writePolicyScript(root, output);
  if (dirty.length > 0) {
    await pool.run(
      jobs(dirty, await renderer()),
      (result) => {
        if (result.kind !== 'pages') throw new TypeError('asked for pages, got servers');
        for (const { path, key, content } of result.files) {
          written += Number(output.write(path, key, content!) === 'written');
        }
      },
      signal,
    );
  }
  const others = publishDiscoveryFiles(pages, { output, siteUrl });
  const files = pages.reduce((sum, { url }) => sum + pagePaths(url).length, others.files + moved.files);
  return { pages: pages.length, rendered: dirty.length, files, written: written + others.written };
}

function* jobs(dirty: readonly PageJob[], renderer: string): Generator<Job> {
  for (let from = 0; from < dirty.length; from += BATCH) yield { pages: dirty.slice(from, from + BATCH), renderer };
}
