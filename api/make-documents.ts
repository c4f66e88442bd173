import { sha256 } from '../catalog/definition-hash.ts';
import type { ServerView } from '../catalog/store/reader.ts';
import type { PartContent } from '../output/output-directory.ts';
import { ALL_LEVELS } from './all-levels.ts';
import { serverDocument, serverLine } from './document/server-document.ts';
import { toolDocument } from './document/tool-document.ts';
import { verdictLine } from './document/verdict-line.ts';
import { LISTS } from './lists.ts';
import { fileOf, serverJsonUrl } from './paths.ts';
import { memberText, objectLayout } from './text/document-text.ts';
import { gzipMember } from './text/gzip-member.ts';
import { jsonText } from './text/json-text.ts';
import { LINES, rowsText } from './text/rows-layout.ts';
import { countTools, totalsOf } from './totals.ts';

/** The documents of a server, and what it adds to the lists over all. */
export interface MadeDocuments {
  files: PartContent[];
  pieces: Map<string, Uint8Array>;
}

/** Makes the document of a server with all of its tools. What stands there already, by its key, comes without content. */
export function makeDocuments(view: ServerView, keys: ReadonlyMap<string, string>, siteUrl?: string): MadeDocuments {
  const { server } = view;
  const findings = Map.groupBy(view.findings, ({ tool }) => tool);
  const tools = view.tools
    .map((tool) => toolDocument(server.slug, tool, findings.get(tool.name) ?? []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  // Made once for both places. By hand, because an object would swallow a tool called __proto__ and sort 404 first.
  const texts = tools.map((tool) => ({ tool, json: jsonText(tool) }));
  const counts = countTools(tools);
  const layout = objectLayout(serverDocument(view, tools, counts, siteUrl), 'tools');
  const content = rowsText(
    layout,
    texts.map(({ tool, json }) => memberText(tool.name, json)),
  );
  const path = fileOf(serverJsonUrl(server.slug));
  const key = sha256(content);
  const of = jsonText({ server: server.name, serverSlug: server.slug }).slice(0, -1);
  const lines = (rows: string[]) => gzipMember(rowsText(LINES, rows));
  const pieces = new Map<string, Uint8Array>([
    [LISTS.totals, Buffer.from(JSON.stringify(totalsOf(view, counts)))],
    [LISTS.servers, Buffer.from(jsonText(serverLine(view, counts)))],
  ]);
  if (tools.length > 0) pieces.set(LISTS.tools, lines(texts.map(({ json }) => `${of},${json.slice(1)}`)));
  for (const level of ALL_LEVELS) {
    const rows = tools.flatMap((tool) => (tool.level === level ? [jsonText(verdictLine(server, tool))] : []));
    if (rows.length > 0) pieces.set(LISTS.level(level), lines(rows));
  }
  return { files: [{ path, key, ...(keys.get(path) === key ? {} : { content }) }], pieces };
}
