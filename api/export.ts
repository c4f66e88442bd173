/** Writes the JSON API: a document per server, lists over all of them, and the schemas of everything. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Fatal } from '../catalog/errors.ts';
import { openStore } from '../catalog/store/open.ts';
import { catalogueReader, type ServerView } from '../catalog/store/reader.ts';
import type { OutputDirectory } from '../output/output-directory.ts';
import { indexDocument } from './document/index-document.ts';
import { levelsDocument } from './document/levels-document.ts';
import { registriesDocument } from './document/registries-document.ts';
import { serverDocument, serverLine } from './document/server-document.ts';
import { toolDocument } from './document/tool-document.ts';
import { openListFiles, type ListFiles } from './list-files.ts';

import { redirectsDocument } from './document/redirects-document.ts';
import { API_INDEX, API_LEVELS, API_REDIRECTS, API_REGISTRIES, serverJsonUrl } from './paths.ts';
import { publishedSchemas } from './published-schemas.ts';
import { publisher, type Publisher } from './publisher.ts';
import { documentText, memberText, objectLayout } from './text/document-text.ts';
import { jsonText } from './text/json-text.ts';
import { rowsText } from './text/rows-layout.ts';
import { addServer, countTools, noTotals, type Totals } from './totals.ts';

export interface ExportApiOptions {
  dbPath: string;
  /** The published folder; the caller prunes and closes it. */
  output: OutputDirectory;
  /** Public address, for the addresses of schemas; without it they are paths. */
  siteUrl?: string | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: ExportProgress) => void) | undefined;
}

/** Servers done, of how many, and their tools. */
interface ExportProgress {
  servers: number;
  of: number;
  tools: number;
}

export interface ExportResult {
  /** Files that the API has, schemas included. */
  documents: number;
  /** Files whose bytes changed. */
  written: number;
  unchanged: number;
  ms: number;
}

/** Milliseconds of work after which signals are let in. */
const TURN = 50;

/** Servers between two reports of progress. */
const STEP = 500;

/**
 * Exports a catalogue as JSON. One server is held in memory at a time; the catalogue is read as it was at the beginning,
 * even when a crawl writes to it meanwhile. It may be killed at any time and run again. The same catalogue gives the same
 * bytes.
 *
 * @throws Rejected for a missing catalogue or a `siteUrl` that is none; the signal's reason when stopped
 */
export async function exportApi(options: ExportApiOptions): Promise<ExportResult> {
  const started = performance.now();
  const { dbPath, output, siteUrl, signal, onProgress = () => {} } = options;
  const published = publisher(output);
  const schemas = publishedSchemas(siteUrl);
  const store = openStore(dbPath, { readonly: true });
  let lists: ListFiles | undefined;
  try {
    // One read transaction: every statement sees the same catalogue, so that lists and documents agree.
    store.db.exec('BEGIN');
    lists = openListFiles(output.temporary('api'), siteUrl);
    const reader = catalogueReader(store);
    const totals = noTotals();
    const slugs = reader.slugs();
    let turn = performance.now();
    for (const slug of slugs) {
      signal?.throwIfAborted();
      const view = reader.view(slug);
      if (view === undefined) throw new Fatal(`server ${slug} left the catalogue while it was exported`);
      exportServer(view, { published, lists, totals, siteUrl });
      if (totals.servers % STEP === 0) onProgress({ servers: totals.servers, of: slugs.length, tools: totals.tools });
      if (performance.now() - turn > TURN) {
        await nextTurn();
        turn = performance.now();
      }
    }
    signal?.throwIfAborted();
    lists.publish(published);
    published.text(API_REDIRECTS, documentText(redirectsDocument(reader.redirects(), siteUrl)));
    published.text(API_LEVELS, documentText(levelsDocument(totals, siteUrl)));
    published.text(API_REGISTRIES, documentText(registriesDocument(reader.registries(), siteUrl)));
    published.text(API_INDEX, documentText(indexDocument(totals, published.facts, siteUrl)));
    for (const { path, schema } of schemas) published.text(path, `${JSON.stringify(schema, null, 2)}\n`);
    onProgress({ servers: totals.servers, of: slugs.length, tools: totals.tools });
  } finally {
    lists?.discard();
    store.close();
  }
  const { documents, written } = published.counts;
  return { documents, written, unchanged: documents - written, ms: Math.round(performance.now() - started) };
}

interface Target {
  published: Publisher;
  lists: ListFiles;
  totals: Totals;
  siteUrl: string | undefined;
}

function exportServer(view: ServerView, { published, lists, totals, siteUrl }: Target): void {
  const { server } = view;
  const findings = Map.groupBy(view.findings, ({ tool }) => tool);
  const tools = view.tools
    .map((tool) => toolDocument(server.slug, tool, findings.get(tool.name) ?? []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const counts = countTools(tools);
  const rows: string[] = [];
  for (const tool of tools) {
    // Made once for both places. By hand, because an object would swallow a tool called __proto__ and sort 404 first.
    const json = jsonText(tool);
    rows.push(memberText(tool.name, json));
    lists.tool(server, tool, json);
  }
  const layout = objectLayout(serverDocument(view, tools, counts, siteUrl), 'tools');
  published.text(serverJsonUrl(server.slug), rowsText(layout, rows));
  lists.server(serverLine(view, counts));
  addServer(totals, view, counts);
}
