import { attackPiece } from '../attacks/attack-piece.ts';
import { attacksOf } from '../attacks/attacks-of.ts';
import { sha256 } from '../catalog/definition-hash.ts';
import type { RemovedTool, ServerView } from '../catalog/store/reader.ts';
import type { PartContent } from '../output/output-directory.ts';
import { ALL_CATEGORIES, ALL_LEVELS } from '../catalog/model/rubric-order.ts';
import { formatPolicy } from '../policy/format-policy.ts';
import { policyVariants, VARIANT_IDS } from '../policy/variants.ts';
import { changeLines, dayOf } from './document/change-lines.ts';
import { policiesLine } from './document/policies-document.ts';
import { serverDocument, serverLine } from './document/server-document.ts';
import { toolDocument } from './document/tool-document.ts';
import { verdictLine } from './document/verdict-line.ts';
import { LISTS } from './lists.ts';
import { fileOf, policyUrl, serverJsonUrl } from './paths.ts';
import { listingRegistries, statsOf } from './stats.ts';
import { memberText, objectLayout } from './text/document-text.ts';
import { gzipMember } from './text/gzip-member.ts';
import { jsonText, safeJson } from './text/json-text.ts';
import { LINES, rowsText } from './text/rows-layout.ts';
import { countTools, totalsOf } from './totals.ts';

/** The documents of a server, and what it adds to the lists over all. */
export interface MadeDocuments {
  files: PartContent[];
  pieces: Map<string, Uint8Array>;
}

/**
 * Makes the document of a server with all of its tools, and its policies. What stands there already, by its key, comes
 * without content.
 *
 * @param removed tools that it no longer lists
 */
export function makeDocuments(
  view: ServerView,
  removed: readonly RemovedTool[],
  keys: ReadonlyMap<string, string>,
  siteUrl?: string,
): MadeDocuments {
  const { server } = view;
  const findings = Map.groupBy(view.findings, ({ tool }) => tool);
  const tools = view.tools
    .map((tool) => toolDocument(server.slug, tool, findings.get(tool.name) ?? [], attacksOf(view, tool)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  // Made once for both places. By hand, because an object would swallow a tool called __proto__ and sort 404 first.
  const texts = tools.map((tool) => ({ tool, json: jsonText(tool) }));
  const counts = countTools(tools);
  const layout = objectLayout(serverDocument(view, tools, counts, siteUrl), 'tools');
  const content = rowsText(
    layout,
    texts.map(({ tool, json }) => memberText(tool.name, json)),
  );
  const files = [madeFile(fileOf(serverJsonUrl(server.slug)), content, keys)];
  const of = jsonText({ server: server.name, serverSlug: server.slug }).slice(0, -1);
  const lines = (rows: readonly string[]) => gzipMember(rowsText(LINES, rows));
  const line = jsonText(serverLine(view, counts));
  const changes = changeLines(view, removed);
  const pieces = new Map<string, Uint8Array>([
    [LISTS.totals, Buffer.from(JSON.stringify(totalsOf(view, counts)))],
    [LISTS.stats, Buffer.from(JSON.stringify(statsOf(view, tools, changes)))],
    [LISTS.servers, Buffer.from(line)],
    ...listingRegistries(view).map((registry) => [LISTS.registry(registry), lines([line])] as const),
  ]);
  const add = (list: string, rows: readonly string[]) => {
    if (rows.length > 0) pieces.set(list, lines(rows));
  };
  add(
    LISTS.tools,
    texts.map(({ json }) => `${of},${json.slice(1)}`),
  );
  const verdicts = tools.map((tool) => ({ tool, json: jsonText(verdictLine(server, tool)) }));
  const those = (wanted: (tool: (typeof tools)[number]) => boolean) =>
    verdicts.flatMap(({ tool, json }) => (wanted(tool) ? [json] : []));
  for (const level of ALL_LEVELS)
    add(
      LISTS.level(level),
      those((tool) => tool.level === level),
    );
  for (const category of ALL_CATEGORIES)
    add(
      LISTS.category(category),
      those((tool) => tool.category === category),
    );
  if (tools.length > 0) {
    const variants = policyVariants(tools);
    for (const id of VARIANT_IDS) {
      files.push(madeFile(fileOf(policyUrl(server.slug, id)), `${safeJson(formatPolicy(variants[id]))}\n`, keys));
    }
    add(LISTS.policies, [jsonText(policiesLine(server, variants))]);
  }
  const attacks = attackPiece(view);
  if (attacks !== undefined) pieces.set(LISTS.attacks, attacks);
  for (const [day, some] of Map.groupBy(changes, ({ at }) => dayOf(at))) add(LISTS.changes(day), some.map(jsonText));
  return { files, pieces };
}

function madeFile(path: string, content: string, keys: ReadonlyMap<string, string>): PartContent {
  const key = sha256(content);
  return { path, key, ...(keys.get(path) === key ? {} : { content }) };
}
