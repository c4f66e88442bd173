/**
 * Imports and classifies a file of tools, then links every tool to the attack patterns that its access fits, and prints how
 * many tools each pattern has, how many patterns a tool has, and what it took. Prints figures, never judges them.
 *
 *   node bench/attacks.ts --corpus FILE.jsonl.gz [--tools 50000] [--sample 60]
 *   node bench/attacks.ts --db CATALOGUE.sqlite [--sample 60]
 */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { type AttackLink, attacksOf } from '../attacks/attacks-of.ts';
import { attackPatterns } from '../attacks/load.ts';
import { leafWords } from '../attacks/predicate/words.ts';
import { serverAttackCounts } from '../attacks/server-attack-counts.ts';
import { attackTotals } from '../attacks/attack-totals.ts';
import { readJsonLines, type JsonLine } from '../catalog/json-lines.ts';
import { openStore } from '../catalog/store/open.ts';
import { catalogueReader, type ToolRecord } from '../catalog/store/reader.ts';
import { classifyTools } from '../crawler/stages/classify.ts';
import { importTools } from '../crawler/stages/import.ts';
import { commandLine, refuse, wholeNumbers } from './command-line/command-line.ts';

const { values: flags } = commandLine(import.meta.filename, {
  options: {
    corpus: { type: 'string' },
    tools: { type: 'string', default: '50000' },
    /** A catalogue that is there already, instead of a file of tools. */
    db: { type: 'string' },
    /** Links to print, spread evenly over the patterns, for somebody to judge. */
    sample: { type: 'string', default: '0' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'toolgate-bench-'));
try {
  const db = flags.db ?? (await importedCatalogue(join(folder, 'catalogue.sqlite')));
  const store = openStore(db, { readonly: true });
  const reader = catalogueReader(store);
  const patterns = attackPatterns();
  const perTool: number[] = [];
  const links = new Map<string, { tool: ToolRecord; link: AttackLink }[]>(patterns.map(({ slug }) => [slug, []]));
  let byCategory = 0;
  let linking = 0;
  let counting = 0;
  const counts = [];
  for (const slug of reader.slugs()) {
    const view = reader.view(slug)!;
    const started = performance.now();
    for (const tool of view.tools) {
      const found = attacksOf(view, tool);
      perTool.push(found.length);
      byCategory += Number(found.some((link) => link.byCategory !== undefined));
      for (const link of found) links.get(link.pattern.slug)!.push({ tool, link });
    }
    const linked = performance.now();
    counts.push({ slug, name: view.server.name, counts: serverAttackCounts(view) });
    linking += linked - started;
    counting += performance.now() - linked;
  }
  const started = performance.now();
  const totals = attackTotals(counts);
  const adding = performance.now() - started;
  perTool.sort((a, b) => a - b);
  const at = (share: number) => perTool[Math.floor((perTool.length - 1) * share)];
  console.log(`${perTool.length} tools of ${counts.length} servers`);
  console.log(`patterns per tool: median ${at(0.5)}, 90 % at most ${at(0.9)}, most ${at(1)}`);
  console.log(
    `tools without a pattern: ${perTool.filter((n) => n === 0).length}; linked by category only: ${byCategory}`,
  );
  console.log(
    `seconds: linking ${(linking / 1000).toFixed(2)}, counting per server ${(counting / 1000).toFixed(2)}, adding up ${(adding / 1000).toFixed(2)}; counts of all servers as JSON ${(JSON.stringify(counts).length / 1e6).toFixed(1)} MB`,
  );
  for (const { slug, number } of patterns) {
    const { tools, servers } = totals.get(slug)!;
    console.log(
      `${String(number).padStart(3)} ${slug.padEnd(30)} ${String(tools).padStart(6)} tools ${String(servers).padStart(6)} servers`,
    );
  }
  for (const line of sample(links, Number(flags.sample))) console.log(line);
  store.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function importedCatalogue(db: string): Promise<string> {
  if (flags.corpus === undefined) refuse(import.meta.filename, '--corpus FILE or --db FILE is needed');
  const [most] = wholeNumbers(import.meta.filename, 'tools', flags.tools);
  const store = openStore(db);
  const context = {
    runId: store.runs.begin('bench', new Date().toISOString()),
    report: () => {},
    signal: new AbortController().signal,
  };
  await importTools(store, firstRows(flags.corpus, most), context);
  classifyTools(store, [], context);
  store.close();
  return db;
}

/** Links of every pattern in turn, evenly spread over the tools that it has. */
function* sample(
  links: ReadonlyMap<string, { tool: ToolRecord; link: AttackLink }[]>,
  wanted: number,
): Generator<string> {
  const having = [...links].filter(([, found]) => found.length > 0);
  const each = Math.ceil(wanted / Math.max(having.length, 1));
  let left = wanted;
  for (const [slug, found] of having) {
    for (let i = 0; i < Math.min(each, found.length, left); i += 1, left -= 1) {
      const { tool, link } = found[Math.floor(((i + 0.5) * found.length) / Math.min(each, found.length))]!;
      const why =
        link.byCategory ??
        link.reasons
          .map(({ test, tool: other }) => (other === undefined ? '' : `[${other}] `) + leafWords(test))
          .join('; ');
      const text = JSON.stringify((tool.definition.description ?? '').slice(0, 160));
      const given = Object.keys((tool.definition.inputSchema?.['properties'] as object | undefined) ?? {}).slice(0, 8);
      yield `\n${slug} <- ${tool.name} (${tool.classification?.category}) ${text} args ${given.join(',')}\n   because ${why}`;
    }
  }
}

async function* firstRows(file: string, max: number): AsyncGenerator<JsonLine> {
  const bytes = createReadStream(file);
  for await (const row of readJsonLines(file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes)) {
    if (row.line > max) return;
    yield row;
  }
}
