/**
 * Counts the files of a published folder, and their bytes as they stand and compressed, by kind. `--save` keeps the result and
 * puts it into docs/hosting.md, with what it means for the limits of hosts.
 *
 *   node bench/output-size.ts --out dist [--save]
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { commandLine, refuse } from './command-line/command-line.ts';
import { withOutputSize } from './output-size/document.ts';
import type { OutputSize } from './output-size/results.ts';

const { values: flags } = commandLine(import.meta.filename, {
  options: { out: { type: 'string' }, save: { type: 'boolean', default: false } },
});
const ROOT = join(import.meta.dirname, '..');
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
const results: OutputSize = {
  ...totals,
  kinds: Array.from(sums, ([kind, { files, bytes, sampled, packed }]) => ({
    kind,
    files,
    bytes,
    packed: Math.round(bytes * (packed / (sampled || 1))),
  })),
};
console.log(JSON.stringify(results, null, 2));
if (flags.save) {
  writeFileSync(join(ROOT, 'bench/results/output-size.json'), `${JSON.stringify(results, null, 2)}\n`);
  const guide = join(ROOT, 'docs/hosting.md');
  writeFileSync(guide, withOutputSize(readFileSync(guide, 'utf8'), results));
}
