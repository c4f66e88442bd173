/** Builds the site: renders the pages whose model or template changed, and leaves all others untouched. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { canonicalJson, sha256 } from '../catalog/definition-hash.ts';
import { openStore } from '../catalog/store/open.ts';
import { catalogueReader } from '../catalog/store/reader.ts';
import { openOutput, type OutputDirectory } from '../output/output-directory.ts';
import { cataloguePages, type CataloguePages, type Page } from './catalogue-pages.ts';
import { writeRedirects } from './redirects.ts';
import { searchRecords, writeSearchIndex } from './search/build-index.ts';
import type { SearchRecord } from './search/search-index.ts';
import { writeStaticFiles } from './static-files.ts';
import { templateHashes } from './template-hash.ts';

export interface BuildSiteOptions {
  dbPath: string;
  /** Where to publish: an open folder, which the caller prunes and closes, or a path, which is then done here. */
  output: OutputDirectory | string;
  /** Public address, for canonical links; without it there are none. */
  siteUrl?: string | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: BuildProgress) => void) | undefined;
}

export type BuildProgress =
  | { step: 'compared'; pages: number; changed: number }
  | { step: 'rendered'; pages: number }
  | { step: 'published'; pages: number };

export interface BuildResult {
  /** Pages that the site has. */
  pages: number;
  /** Pages that were rendered, because their model or template changed. */
  rendered: number;
  /** Files of any kind whose bytes changed. */
  written: number;
  /** Pages that were left as they are. */
  unchanged: number;
  ms: number;
}

/** A page to render, with the key under which it will be remembered. */
interface DirtyPage extends Page {
  key: string;
}

const ROOT = resolve(import.meta.dirname, '..');

/**
 * Builds the site of a catalogue. It may be killed at any time and run again: a page is remembered after its file is in
 * place. When nothing changed, Astro is not even loaded.
 *
 * @throws Rejected for a missing catalogue or a foreign output folder; the signal's reason when stopped
 */
export async function buildSite(options: BuildSiteOptions): Promise<BuildResult> {
  const { output } = options;
  if (typeof output !== 'string') return buildInto(output, options);
  const own = openOutput(output);
  try {
    const result = await buildInto(own, options);
    own.prune();
    return result;
  } finally {
    own.close();
  }
}

async function buildInto(output: OutputDirectory, options: BuildSiteOptions): Promise<BuildResult> {
  const started = performance.now();
  const { dbPath, siteUrl, signal, onProgress = () => {} } = options;
  const store = openStore(dbPath, { readonly: true });
  try {
    const reader = catalogueReader(store);
    const pages = cataloguePages(reader, ROOT);
    const { dirty, total, records } = compare(pages, output, siteUrl, signal);
    onProgress({ step: 'compared', pages: total, changed: dirty.length });
    let written = writeStaticFiles(join(ROOT, 'site/public'), output) + writeSearchIndex(records, output);
    written += writeRedirects(reader, output, siteUrl);
    if (dirty.length > 0) {
      // A folder of its own for each build: Node.js keeps the modules of an earlier one by their paths.
      const staging = output.temporary(`staging-${randomUUID()}`);
      const { renderPages } = await import('./render.ts');
      await renderPages({ root: ROOT, staging, siteUrl, pages: dirty, model: pages.model, signal });
      signal?.throwIfAborted();
      onProgress({ step: 'rendered', pages: dirty.length });
      for (const { file, key } of dirty) written += Number(output.adopt(file, key, join(staging, file)) === 'written');
      rmSync(staging, { recursive: true, force: true });
      onProgress({ step: 'published', pages: dirty.length });
    }
    return {
      pages: total,
      rendered: dirty.length,
      written,
      unchanged: total - dirty.length,
      ms: Math.round(performance.now() - started),
    };
  } finally {
    store.close();
  }
}

/** Walks all pages once: finds those that were never made or from something else, and collects what can be searched for. */
function compare(pages: CataloguePages, output: OutputDirectory, siteUrl = '', signal?: AbortSignal) {
  const templateHash = templateHashes(ROOT);
  const dirty: DirtyPage[] = [];
  const records: SearchRecord[] = [];
  let total = 0;
  for (const page of pages.all()) {
    signal?.throwIfAborted();
    total += 1;
    const key = sha256(`${templateHash(page.kind)}\n${siteUrl}\n${canonicalJson(pages.model(page.kind, page.params))}`);
    if (!output.isCurrent(page.file, key)) dirty.push({ ...page, key });
    // Here, because the server has been read.
    if (page.kind === 'server') records.push(...searchRecords(pages.view(page.params['server']!)));
  }
  return { dirty, total, records };
}
