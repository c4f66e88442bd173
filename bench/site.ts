/**
 * Times what publishing a catalogue costs as it grows: everything, nothing changed, every hundredth server changed; and
 * beside it, in the same run, the same pages written by template strings in one process. Prints figures, never judges them.
 *
 *   node bench/site.ts --corpus FILE.jsonl.gz [--sizes 1000,10000] [--keep FOLDER] [--profile 10000] [--save]
 *
 * The catalogues are grown from the corpus (bench/scale/). `--keep` leaves them in a folder and takes them from there the
 * next time: classifying half a million tools takes longer than all of the rest. `--profile` has one
 * size published once more under the profiler, to say where the time goes. `--save` puts the sizes into
 * bench/results/site.json, where others stay as they were, and the figures into docs/publish.md.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../catalog/store/open.ts';
import { classifyTools } from '../crawler/stages/classify.ts';
import { commandLine, refuse, wholeNumbers } from './command-line/command-line.ts';
import { writeGrownCatalogue } from './scale/grown-catalogue.ts';
import { withSiteFigures } from './site/document.ts';
import { secondsByPart } from './site/profile.ts';
import { type Part, readSiteResults, Step, type SiteResults } from './site/results.ts';

const { values: flags } = commandLine(import.meta.filename, {
  options: {
    corpus: { type: 'string' },
    sizes: { type: 'string', default: '1000,10000' },
    keep: { type: 'string' },
    profile: { type: 'string', default: '10000' },
    save: { type: 'boolean', default: false },
  },
});
const corpus = flags.corpus ?? refuse(import.meta.filename, '--corpus FILE is needed');
const SIZES = wholeNumbers(import.meta.filename, 'sizes', flags.sizes);
const [PROFILED] = wholeNumbers(import.meta.filename, 'profile', flags.profile);
const ROOT = join(import.meta.dirname, '..');
const STEP = join(import.meta.dirname, 'site/step.ts');
const AT = '2026-11-01T00:00:00.000Z';
const folder = mkdtempSync(join(tmpdir(), 'toolgate-bench-'));
const catalogues = flags.keep ?? folder;
mkdirSync(catalogues, { recursive: true });

try {
  const results: SiteResults = { about: about(), sizes: [] };
  for (const size of SIZES) {
    results.sizes.push(await measure(size));
    if (flags.save) save(results);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(tools: number): Promise<SiteResults['sizes'][number]> {
  const kept = join(catalogues, `${tools}.sqlite`);
  if (!existsSync(kept)) await writeGrownCatalogue(kept, corpus, tools);
  const db = join(folder, 'catalogue.sqlite');
  copyFileSync(kept, db);
  // One that an older program made is brought up to date.
  openStore(db).close();
  const [out, plainOut] = [join(folder, 'site'), join(folder, 'plain')];
  const load = loadavg()[0]!;
  console.log(`\n${tools.toLocaleString('en')} tools, load ${load.toFixed(1)}`);
  const full = run('everything', 'publish', db, out);
  const sizes = weigh(out);
  const unchanged = run('nothing changed', 'publish', db, out);
  const servers = changeOnePercent(db);
  const onePercent = run('1 % of the servers changed', 'publish', db, out);
  const plain = run('template strings', 'plain', db, plainOut, join(out, 'index.html'));
  const plainMegabytes = weigh(plainOut).megabytes;
  rmSync(out, { recursive: true });
  rmSync(plainOut, { recursive: true });
  const parts = tools === PROFILED ? profiled(db, out) : undefined;
  console.log(
    `  full: ${(full.seconds / plain.seconds).toFixed(1)} times the template strings; ${sizes.files} files, ${sizes.megabytes.toFixed(0)} MB, pages ${sizes.pageMegabytes.toFixed(0)} MB, theirs ${plainMegabytes.toFixed(0)} MB`,
  );
  return { tools, servers, load, full, unchanged, onePercent, plain, ...sizes, plainMegabytes, parts };
}

/** Everything once more, to see where the time goes; the times themselves are longer under the profiler. */
function profiled(db: string, out: string): Part[] {
  const profiles = join(folder, 'profiles');
  execFileSync(process.execPath, ['--cpu-prof', `--cpu-prof-dir=${profiles}`, STEP, 'publish', db, out], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const parts = secondsByPart(profiles, ROOT);
  rmSync(out, { recursive: true });
  rmSync(profiles, { recursive: true });
  for (const { part, seconds } of parts) console.log(`    ${seconds.toFixed(1).padStart(7)} s  ${part}`);
  return parts;
}

function run(what: string, ...args: string[]): Step {
  const printed = execFileSync(process.execPath, [STEP, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const step = Step.parse(JSON.parse(printed));
  console.log(
    `  ${what}: ${step.seconds.toFixed(1)} s, ${step.cpuSeconds.toFixed(1)} s of processor time, ${step.peakMb.toFixed(0)} MB; ${step.made} of ${step.pages} pages rendered, ${step.written} files written`,
  );
  return step;
}

/** Gives one tool of every hundredth server another description. */
function changeOnePercent(db: string): number {
  const store = openStore(db);
  const servers = [...store.servers.all()];
  for (const { id } of servers.filter((_, i) => i % 100 === 50)) {
    const list = store.tools.of(id).map(({ definition }) => definition);
    const [first, ...rest] = list;
    if (first === undefined) continue;
    const changed = { ...first, description: `${first.description ?? ''} Changed.` };
    const by = { source: 'imported', launchId: null, packageVersion: null, at: AT } as const;
    store.tools.replaceList({ serverId: id, tools: [changed, ...rest], ...by });
  }
  classifyTools(store, [], context(store));
  store.close();
  return servers.length;
}

function context(store: Store) {
  return { runId: store.runs.begin('bench', AT), report: () => {}, signal: new AbortController().signal };
}

/** Files of a published folder, its memory left out. */
function weigh(root: string): { files: number; megabytes: number; pageMegabytes: number } {
  const total = { files: 0, megabytes: 0, pageMegabytes: 0 };
  const pending = [root];
  for (let dir = pending.pop(); dir !== undefined; dir = pending.pop()) {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (entry.name === '.toolgate') continue;
      const path = join(dir, entry.name);
      if (entry.isDirectory()) {
        pending.push(path);
        continue;
      }
      const { size } = statSync(path);
      total.files += 1;
      total.megabytes += size / 1e6;
      if (entry.name === 'index.html') total.pageMegabytes += size / 1e6;
    }
  }
  return total;
}

function about(): string {
  return `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), Node.js ${process.versions.node}.`;
}

function save({ about: machine, sizes: measured }: SiteResults): void {
  const file = join(ROOT, 'bench/results/site.json');
  const before = existsSync(file) ? readSiteResults(file).sizes : [];
  const others = before.filter(({ tools }) => measured.every((row) => row.tools !== tools));
  const results = { about: machine, sizes: [...others, ...measured].sort((a, b) => a.tools - b.tools) };
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  const guide = join(ROOT, 'docs/publish.md');
  writeFileSync(guide, withSiteFigures(readFileSync(guide, 'utf8'), results));
}
