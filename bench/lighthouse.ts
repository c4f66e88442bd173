/**
 * Runs Lighthouse over one page of each kind of a published folder: the heaviest one, as its mobile preset throttles it, from a
 * server on the loopback interface that compresses nothing. Lighthouse is fetched by npm for the run; Chromium is the system's.
 * Prints scores, never judges them.
 *
 *   node bench/lighthouse.ts --out dist [--only /tools/] [--save]
 *
 * `--save` writes bench/results/lighthouse.json and the table in docs/publish.md; with `--only` the other pages' scores stay.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { startServer } from '../cli/server.ts';
import { chromiumPath } from '../test/browser/chromium.ts';
import { commandLine, refuse } from './command-line/command-line.ts';
import { withLighthouseScores } from './lighthouse/document.ts';
import { heaviestPages } from './lighthouse/heaviest-pages.ts';
import { type LighthouseResults, readLighthouseResults, reportScores } from './lighthouse/results.ts';

const VERSION = '13.5.0';

const { values: flags } = commandLine(import.meta.filename, {
  options: { out: { type: 'string' }, only: { type: 'string' }, save: { type: 'boolean', default: false } },
});
const out = flags.out ?? refuse(import.meta.filename, '--out FOLDER is needed');
const ROOT = join(import.meta.dirname, '..');

const folder = mkdtempSync(join(tmpdir(), 'toolgate-bench-'));
const server = await startServer({ out, host: '127.0.0.1' });
try {
  const results: LighthouseResults = { lighthouse: VERSION, pages: [] };
  for (const { kind, url } of heaviestPages(join(ROOT, 'site/pages'), out)) {
    if (flags.only !== undefined && !url.startsWith(flags.only)) continue;
    const report = join(folder, 'report.json');
    await lighthouse(new URL(url, server.url).href, report);
    const page = { kind, ...reportScores(readFileSync(report, 'utf8')) };
    results.pages.push(page);
    const { performance, accessibility, bestPractices, seo } = page;
    console.log(`${[performance, accessibility, bestPractices, seo].join(' ')}  ${kind}  ${url}`);
    for (const failed of page.failed) console.log(`    ${failed}`);
  }
  if (flags.save) save(results);
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Beside the server, which is of this process. */
async function lighthouse(url: string, report: string): Promise<void> {
  const chromeFlags = '--headless=new --no-sandbox --disable-gpu --disable-background-networking';
  const args = [`--output-path=${report}`, '--output=json', '--quiet', `--chrome-flags=${chromeFlags}`];
  const npm = [
    'exec',
    '--yes',
    `--package=lighthouse@${VERSION}`,
    '--',
    'lighthouse',
    url,
    ...args,
    '--no-enable-error-reporting',
  ];
  const child = spawn('npm', npm, {
    env: { ...process.env, CHROME_PATH: chromiumPath() },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`Lighthouse ended with ${code} for ${url}`);
}

function save(found: LighthouseResults): void {
  const file = join(ROOT, 'bench/results/lighthouse.json');
  const kept = flags.only === undefined ? [] : readLighthouseResults(file).pages;
  const results = {
    ...found,
    pages: [...new Map([...kept, ...found.pages].map((page) => [page.kind, page])).values()],
  };
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  const guide = join(ROOT, 'docs/publish.md');
  writeFileSync(guide, withLighthouseScores(readFileSync(guide, 'utf8'), results));
}
