/**
 * Scores a classifier of tools on labelled tools, beside the name-prefix baseline and the last saved result. Without a file it
 * scores the project's own labelled set. docs/benchmark.md explains the figures.
 *
 *   node bench/classify.ts [--gold FILE]… [--annotated FILE]… [--corpus FILE]…
 *       [--classifier rules|name-prefix|model] [--model NAME --base-url URL [--budget DOLLARS] [--answers FILE]]
 *       [--without-description] [--errors] [--json] [--save | --save-as NAME] [--check]
 *
 * It prints figures and does not judge them: the exit code is 0. With `--check` it is 1 when false Lows rose or less is right
 * than in the saved result.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { chooseClassifier } from './classification/choose-classifier.ts';
import { compare, isWorse } from './classification/compare.ts';
import { corpusRun } from './classification/corpus-figures.ts';
import { readDisputes } from './classification/disputes.ts';
import { withFigures } from './classification/document.ts';
import { OPTIONS, RESULTS } from './classification/options.ts';
import { comparisonLines } from './classification/print-comparison.ts';
import { wrongLines } from './classification/print-wrong.ts';
import { readLabelledSet } from './classification/read-labelled-set.ts';
import { readRows } from './classification/read-rows.ts';
import { report } from './classification/report.ts';
import { configurationOf, readResults, saveRun, type Run, type SetResult } from './classification/results.ts';
import { DISPUTES, scoreHints, scoreLabels, type ScoredSet } from './classification/scored-set.ts';
import { commandLine } from './command-line/command-line.ts';

const DOCUMENT = join(import.meta.dirname, '../docs/benchmark.md');

const { values: options } = commandLine(import.meta.filename, { options: OPTIONS });
const classifier = chooseClassifier(options);
const disputes = readDisputes(DISPUTES);
const out = (lines: readonly string[]) => {
  if (!options.json) process.stdout.write(lines.map((line) => `${line}\n`).join(''));
};

const run: Run = {
  classifier: {
    name: classifier.name,
    version: classifier.version,
    view: options['without-description'] ? 'without description' : 'whole',
  },
  baseline: 'name-prefix',
  sets: {},
};
const saved = readResults(options.results).runs[configurationOf(run)];
let worse = false;
out([`${configurationOf(run)}, ${classifier.version}`]);

if ([...options.gold, ...options.annotated, ...options.corpus].length === 0) {
  const own = readLabelledSet();
  take('labelled', await scoreLabels(own, classifier));
  take('labelled, hints', await scoreHints(own, classifier, disputes));
}
for (const file of options.gold) take(setName(file), await scoreLabels(readRows(file), classifier));
for (const file of options.annotated) take(setName(file), await scoreHints(readRows(file), classifier, disputes));
for (const file of options.corpus) {
  const { sha256, rows } = readRows(file);
  const { figures, ...machine } = corpusRun(rows.map(({ tool }) => tool));
  const servers = new Set(rows.map(({ server }) => server)).size;
  takeResult(setName(file), { sha256, servers, below: 0, figures, wrong: [] });
  out([
    `  ${machine.processorSeconds.toFixed(1)} s of processor time on one core (${machine.seconds.toFixed(1)} s by the clock), ${machine.timesBaseline.toFixed(0)} times the name prefix`,
    `  all verdicts: sha256:${machine.verdicts}`,
  ]);
}

if (options.json) process.stdout.write(`${JSON.stringify(run, null, 2)}\n`);
if (options.save || options['save-as'] !== undefined) {
  const results = saveRun(options.results, run, options['save-as']);
  // Results that go elsewhere are somebody's trial; the document has those of the repository.
  if (options.results === RESULTS) writeFileSync(DOCUMENT, withFigures(readFileSync(DOCUMENT, 'utf8'), results));
}
if (options.check && worse) process.exitCode = 1;

function take(name: string, set: ScoredSet): void {
  takeResult(name, set.result, set);
  if (options.errors) out(wrongLines(set));
}

function takeResult(name: string, result: SetResult, set?: ScoredSet): void {
  const before = saved?.sets[name];
  const comparison = before === undefined ? undefined : compare(before, result);
  worse ||= comparison !== undefined && isWorse(comparison);
  run.sets[name] = result;
  out(['', ...report(name, result), ...comparisonLines(comparison, set)]);
}

/** `some/gold-dev.jsonl.gz` is the set gold-dev. */
function setName(file: string): string {
  return basename(file).replace(/\.jsonl(\.gz)?$/, '');
}
