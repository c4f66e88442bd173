/**
 * Times what publishing a catalogue costs as it grows: everything, nothing changed, all tools of every hundredth server changed; and
 * beside it, in the same run, the same pages written by template strings in one process. Prints figures, never judges them.
 *
 *   node bench/site.ts --corpus FILE.jsonl.gz [--sizes 1000,10000] [--keep FOLDER] [--over FOLDER] [--profile 10000] [--save]
 *
 * The catalogues are grown from the corpus (bench/scale/). `--keep` leaves them in a folder and takes them from there the
 * next time: classifying half a million tools takes longer than all of the rest. `--over` measures the two rebuilds alone, over
 * a folder that the same catalogue was published into before, and leaves what else is known of that size. `--profile` has one
 * size published once more under the profiler, to say where the time goes. `--save` puts the sizes into
 * bench/results/site.json, where others stay as they were, and the figures into docs/publish.md.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase, openDatabase } from '../catalog/store/database.ts';
import { openStore } from '../catalog/store/open.ts';
import { STATE_FOLDER } from '../output/open-root.ts';
import { OUTPUT_DATABASE } from '../output/output-memory.ts';
import { commandLine, refuse, wholeNumbers } from './command-line/command-line.ts';
import { judge, writeGrownCatalogue } from './scale/grown-catalogue.ts';
import { withSiteFigures } from './site/document.ts';
import { secondsByPart } from './site/profile.ts';
import { type Part, readSiteResults, Step, type SiteResults } from './site/results.ts';

const { values: flags } = commandLine(import.meta.filename, {
  options: {
    corpus: { type: 'string' },
    sizes: { type: 'string', default: '1000,10000' },
    keep: { type: 'string' },
    over: { type: 'string' },
    profile: { type: 'string', default: '10000' },
    save: { type: 'boolean', default: false },
  },
});
const corpus = flags.corpus ?? refuse(import.meta.filename, '--corpus FILE is needed');
const over = flags.over;
const SIZES = wholeNumbers(import.meta.filename, 'sizes', flags.sizes);
const [PROFILED] = wholeNumbers(import.meta.filename, 'profile', flags.profile);
const ROOT = join(import.meta.dirname, '..');
const SAVED = join(ROOT, 'bench/results/site.json');
const STEP = join(import.meta.dirname, 'site/step.ts');
const AT = '2026-11-01T00:00:00.000Z';
/** Folders of what is measured. */
const [SITE, PLAIN] = ['site', 'plain'];
const folder = mkdtempSync(join(tmpdir(), 'toolgate-bench-'));
const catalogues = flags.keep ?? folder;
mkdirSync(catalogues, { recursive: true });

try {
  const results: SiteResults = { about: about(), sizes: [] };
  for (const size of SIZES) {
    results.sizes.push(over === undefined ? await measure(size) : await measureRebuilds(size, over));
    if (flags.save) save(results);
    // Only now: with millions of files it takes longer than most of what was measured.
    for (const name of [SITE, PLAIN]) rmSync(join(folder, name), { recursive: true, force: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(tools: number): Promise<SiteResults['sizes'][number]> {
  const db = await catalogueOf(tools);
  const [out, plainOut] = [join(folder, SITE), join(folder, PLAIN)];
  const load = loadavg()[0]!;
  console.log(`\n${tools.toLocaleString('en')} tools, load ${load.toFixed(1)}`);
  const full = run('everything', 'publish', db, out);
  const sizes = weigh(out);
  const unchanged = run('nothing changed', 'publish', db, out);
  const servers = changeOnePercent(db);
  const onePercent = run('1 % of the servers changed', 'publish', db, out);
  const plain = run('template strings', 'plain', db, plainOut, join(out, 'index.html'));
  const plainMegabytes = plain.bytes! / 1e6;
  const parts = tools === PROFILED ? profiled(db, join(folder, 'profiled')) : undefined;
  console.log(
    `  full: ${(full.seconds / plain.seconds).toFixed(1)} times the template strings; ${sizes.files} files, ${sizes.megabytes.toFixed(0)} MB, pages ${sizes.pageMegabytes.toFixed(0)} MB, theirs ${plainMegabytes.toFixed(0)} MB`,
  );
  return { tools, servers, load, full, unchanged, onePercent, plain, ...sizes, plainMegabytes, parts };
}

/** Brings the folder up to date, and measures it once more with nothing changed and with one server of a hundred. */
async function measureRebuilds(tools: number, out: string): Promise<SiteResults['sizes'][number]> {
  const known = savedSizes().find((row) => row.tools === tools);
  if (known === undefined)
    throw new TypeError(`nothing else is known of ${tools} tools: measure it without --over first`);
  const db = await catalogueOf(tools);
  console.log(`\n${tools.toLocaleString('en')} tools, over ${out}`);
  run('brought up to date', 'publish', db, out);
  const rebuildLoad = loadavg()[0]!;
  const unchanged = run('nothing changed', 'publish', db, out);
  changeOnePercent(db);
  return { ...known, rebuildLoad, unchanged, onePercent: run('1 % of the servers changed', 'publish', db, out) };
}

/** A copy of the catalogue of so many tools, to be changed. */
async function catalogueOf(tools: number): Promise<string> {
  const kept = join(catalogues, `${tools}.sqlite`);
  if (!existsSync(kept)) await writeGrownCatalogue(kept, corpus, tools);
  // One that an older program made is brought up to date: else the first change would have all tools judged anew.
  const store = openStore(kept);
  judge(store);
  store.close();
  const db = join(folder, 'catalogue.sqlite');
  copyFileSync(kept, db);
  return db;
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

/** Gives every tool of every hundredth server another description: one in a hundred of the servers, tools and pages. */
function changeOnePercent(db: string): number {
  const store = openStore(db);
  const servers = [...store.servers.all()];
  for (const { id } of servers.filter((_, i) => i % 100 === 50)) {
    const tools = store.tools.of(id).map(({ definition }) => ({
      ...definition,
      description: `${definition.description ?? ''} Changed.`,
    }));
    const by = { source: 'imported', launchId: null, packageVersion: null, at: AT } as const;
    store.tools.replaceList({ serverId: id, tools, ...by });
  }
  judge(store);
  store.close();
  return servers.length;
}

/** Files of a published folder as it remembers them: with two million of them, looking at each takes longer than publishing. */
function weigh(root: string): { files: number; megabytes: number; pageMegabytes: number } {
  const db = openDatabase(join(root, STATE_FOLDER, 'output.sqlite'), { ...OUTPUT_DATABASE, readonly: true });
  try {
    const { files, bytes, ofPages } = db
      .prepare<[], { files: number; bytes: number; ofPages: number }>(
        `SELECT count(*) files, sum(size) bytes, sum(size) FILTER (WHERE path LIKE '%index.html') ofPages FROM file`,
      )
      .get()!;
    return { files, megabytes: bytes / 1e6, pageMegabytes: ofPages / 1e6 };
  } finally {
    closeDatabase(db);
  }
}

function about(): string {
  return `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), Node.js ${process.versions.node}.`;
}

function savedSizes(): SiteResults['sizes'] {
  return existsSync(SAVED) ? readSiteResults(SAVED).sizes : [];
}

function save({ about: machine, sizes: measured }: SiteResults): void {
  const others = savedSizes().filter(({ tools }) => measured.every((row) => row.tools !== tools));
  const results = { about: machine, sizes: [...others, ...measured].sort((a, b) => a.tools - b.tools) };
  writeFileSync(SAVED, `${JSON.stringify(results, null, 2)}\n`);
  const guide = join(ROOT, 'docs/publish.md');
  writeFileSync(guide, withSiteFigures(readFileSync(guide, 'utf8'), results));
}
