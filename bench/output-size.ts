/**
 * Counts the files of a published folder, and their bytes as they stand and compressed, by kind and for 1,000 tools. Prints a
 * table for docs/hosting.md.
 *
 *   node bench/output-size.ts --out dist
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { commandLine, refuse } from './command-line/command-line.ts';

const { values: flags } = commandLine(import.meta.filename, { options: { out: { type: 'string' } } });
const root = flags.out ?? refuse(import.meta.filename, '--out FOLDER is needed');

const KINDS: readonly [string, RegExp][] = [
  ['pages (HTML)', /\.html$/],
  ['twins (Markdown)', /\.md$/],
  ['server documents', /^api\/v1\/servers\//],
  ['policies', /^api\/v1\/policies\//],
  ['badges', /^badges\//],
  ['preview pictures', /^cards\//],
  ['search', /^search\//],
  ['lists and downloads', /^api\//],
  ['sitemaps', /^sitemap/],
  ['everything else', /^/],
];

/** Every so many files of a kind is compressed, and stands for the others. */
const SAMPLE = 20;

interface Sum {
  files: number;
  bytes: number;
  sampled: number;
  packed: number;
}

const sums = new Map<string, Sum>(KINDS.map(([kind]) => [kind, { files: 0, bytes: 0, sampled: 0, packed: 0 }]));
const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
for (const path of entries.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).sort()) {
  if (path.startsWith('.')) continue;
  const sum = sums.get(KINDS.find(([, pattern]) => pattern.test(path))![0])!;
  const content = readFileSync(join(root, path));
  sum.bytes += content.length;
  if (sum.files++ % SAMPLE !== 0) continue;
  sum.sampled += content.length;
  sum.packed += /\.(?:gz|png)$/.test(path) ? content.length : gzipSync(content).length;
}

const { totals } = JSON.parse(readFileSync(join(root, 'api/v1/index.json'), 'utf8')) as {
  totals: { tools: number; servers: number };
};
const per = (n: number) => (n / totals.tools) * 1000;
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
console.log(`${totals.tools} tools of ${totals.servers} servers; for 1,000 tools:\n`);
console.log('| kind | files | MB | MB, gzip |\n|---|---|---|---|');
const rows = Array.from(sums, ([kind, sum]) => ({
  kind,
  ...sum,
  small: sum.bytes * (sum.packed / (sum.sampled || 1)),
}));
const total = { files: 0, bytes: 0, small: 0 };
for (const { kind, files, bytes, small } of rows) {
  console.log(`| ${kind} | ${per(files).toFixed(0)} | ${megabytes(per(bytes))} | ${megabytes(per(small))} |`);
  total.files += files;
  total.bytes += bytes;
  total.small += small;
}
console.log(
  `| all | ${per(total.files).toFixed(0)} | ${megabytes(per(total.bytes))} | ${megabytes(per(total.small))} |`,
);
