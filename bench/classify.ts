/**
 * Scores the built-in classifier on labelled files and times it on a corpus. Prints figures, never judges them.
 *
 *   node bench/classify.ts --gold FILE --annotated FILE --corpus FILE.gz [--errors]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { parseTool } from '../catalog/parse-tool.ts';
import type { ToolDefinition } from '../catalog/model/tool-definition.ts';
import { CATEGORIES } from '../catalog/model/rubric.ts';
import { classify } from '../crawler/classify/classify.ts';
import { quoteHolds } from '../crawler/classify/quote.ts';
import { namePrefix } from './name-prefix.ts';

interface Row {
  tool: ToolDefinition;
  server: string;
  gold?: { category: string; level: string; facets: string[]; sure: number };
}

const { values: flags } = parseArgs({
  options: {
    gold: { type: 'string' },
    annotated: { type: 'string' },
    corpus: { type: 'string' },
    errors: { type: 'boolean', default: false },
  },
});
if (flags.gold !== undefined) scoreGold(readRows(flags.gold));
if (flags.annotated !== undefined) scoreAnnotated(readRows(flags.annotated));
if (flags.corpus !== undefined) timeCorpus(readRows(flags.corpus));

/** Five-way category and level accuracy, the confusion table, and every dangerous tool shown as Low. */
function scoreGold(rows: Row[]): void {
  const judged = rows.flatMap((row) =>
    row.gold === undefined ? [] : [{ ...row, gold: row.gold, got: classify(row.tool) }],
  );
  const right = judged.filter(({ gold, got }) => gold.category === got.category);
  const rightLevel = judged.filter(({ gold, got }) => gold.level === got.level);
  console.log(`gold: ${judged.length} tools`);
  console.log(`  category ${share(right.length, judged.length)}, level ${share(rightLevel.length, judged.length)}`);
  const columns = [...CATEGORIES, 'Unclassified'];
  console.log(`  ${'gold \\ ours'.padEnd(14)}${columns.map((name) => name.padStart(13)).join('')}`);
  for (const gold of CATEGORIES) {
    const counts = columns.map(
      (ours) => judged.filter((row) => row.gold.category === gold && row.got.category === ours).length,
    );
    console.log(`  ${gold.padEnd(14)}${counts.map((count) => String(count).padStart(13)).join('')}`);
  }
  const dangerous = judged.filter(
    ({ gold }) => ['Execute', 'Destructive', 'Financial'].includes(gold.category) || gold.facets.includes('secrets'),
  );
  const falseLow = dangerous.filter(({ got }) => got.level === 'Low');
  console.log(`  false-Low ${share(falseLow.length, dangerous.length)}`);
  for (const { tool, gold } of falseLow) console.log(`    ${tool.name} (gold ${gold.category})`);
  if (!flags.errors) return;
  for (const { tool, gold, got } of judged) {
    if (gold.category === got.category && gold.level === got.level) continue;
    const text = (tool.description ?? '').replaceAll(/\s+/g, ' ').slice(0, 140);
    console.log(
      `  - ${tool.name}: gold ${gold.category}/${gold.level} [${gold.facets.join()}], ours ${got.category}/${got.level} [${got.facets.join()}] “${got.evidence[0]?.quote ?? ''}” | ${text}`,
    );
  }
}

/** Reading or not, against explicit hints of the author; the hints are taken away before the tool is judged. */
function scoreAnnotated(rows: Row[]): void {
  const bySource = new Map<string, { ours: number; baseline: number; total: number }>();
  const wrong: string[] = [];
  for (const { tool, server } of rows) {
    const { readOnlyHint, destructiveHint } = tool.annotations ?? {};
    const definite = readOnlyHint === true || readOnlyHint === false || destructiveHint === true;
    if (!definite || (readOnlyHint === true && destructiveHint === true)) continue;
    const { annotations: _, ...blind } = tool;
    const got = classify(blind);
    const reads = readOnlyHint === true;
    const score = bySource.get(server) ?? { ours: 0, baseline: 0, total: 0 };
    score.total++;
    if ((got.category === 'Read') === reads) score.ours++;
    else
      wrong.push(
        `  - ${server} ${tool.name}: author ${reads ? 'reads' : 'does not only read'}, ours ${got.category} “${got.evidence[0]?.quote ?? ''}” | ${(tool.description ?? '').replaceAll(/\s+/g, ' ').slice(0, 120)}`,
      );
    if ((namePrefix(tool.name) === 'Read') === reads) score.baseline++;
    bySource.set(server, score);
  }
  const all = [...bySource.values()];
  const sum = (key: 'ours' | 'baseline' | 'total') => all.reduce((total, score) => total + score[key], 0);
  console.log(`annotated: ${sum('total')} definite labels of ${bySource.size} servers`);
  console.log(
    `  read / not read: ours ${share(sum('ours'), sum('total'))}, name prefix ${share(sum('baseline'), sum('total'))}`,
  );
  for (const [server, score] of [...bySource].sort((a, b) => b[1].total - a[1].total)) {
    if (score.ours === score.total && !flags.errors) continue;
    const mark = score.ours < score.baseline ? '  below the baseline' : '';
    console.log(
      `  ${server.padEnd(44)} ours ${score.ours}/${score.total}, name prefix ${score.baseline}/${score.total}${mark}`,
    );
  }
  if (flags.errors) console.log(wrong.join('\n'));
}

/** Time over a corpus beside the baseline's, what stays Unclassified, and whether every quote holds. */
function timeCorpus(rows: Row[]): void {
  const started = performance.now();
  const verdicts = rows.map(({ tool }) => classify(tool));
  const ours = performance.now() - started;
  const baselineStarted = performance.now();
  for (const { tool } of rows) namePrefix(tool.name);
  const baseline = performance.now() - baselineStarted;
  const unclassified = verdicts.filter(({ category }) => category === 'Unclassified').length;
  let quotes = 0;
  let broken = 0;
  verdicts.forEach((verdict, index) => {
    const tool = rows[index]?.tool;
    for (const evidence of [...verdict.evidence, ...verdict.findings]) {
      quotes++;
      if (tool === undefined || !quoteHolds(tool, evidence)) broken++;
    }
  });
  console.log(
    `corpus: ${rows.length} tools in ${(ours / 1000).toFixed(1)} s, ${(ours / baseline).toFixed(0)} times the name prefix`,
  );
  console.log(`  Unclassified ${share(unclassified, rows.length)}; ${quotes} quotes, ${broken} that do not hold`);
  for (const name of CATEGORIES) {
    console.log(
      `  ${name.padEnd(12)} ${share(verdicts.filter(({ category }) => category === name).length, rows.length)}`,
    );
  }
}

function readRows(file: string): Row[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line, index): Row[] => {
      const json = JSON.parse(line) as Record<string, unknown>;
      const parsed = parseTool(json, index);
      if ('malformed' in parsed) return [];
      const gold = json['gold'] as Row['gold'];
      return [{ tool: parsed.tool, server: String(json['server']), ...(gold === undefined ? {} : { gold }) }];
    });
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(2)} % (${part} of ${whole})`;
}
