/**
 * Tries the adversarial set on the built-in classifier, or with a language model beside it that answers that every tool
 * reads, and prints what came of it. Prints figures, never judges them: the tests do.
 *
 *   node bench/adversarial.ts                     every set, counts and failures by template, position, …
 *   node bench/adversarial.ts --set grid --set written --one-in 20
 *   node bench/adversarial.ts --obeying-model     with the model
 *   node bench/adversarial.ts --failures          every failure, one JSON line each, before the counts
 *   node bench/adversarial.ts --print             the set itself, one JSON line a case; nothing is judged
 *   node bench/adversarial.ts --document          makes the lists in docs/adversarial-set.md anew
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADVERSARIAL_SETS } from '../test/adversarial/adversarial-sets.ts';
import { documented } from '../test/adversarial/document.ts';
import { judgeByRules } from '../test/adversarial/judge.ts';
import { judgeWithObeyingModel } from '../test/adversarial/obeying-model.ts';
import { numberOf } from '../test/adversarial/seeded.ts';
import { type Summary, summarize } from '../test/adversarial/summary.ts';
import { type Tried, trySet } from '../test/adversarial/try-set.ts';
import { commandLine, refuse } from './command-line/command-line.ts';

const { values: flags } = commandLine(import.meta.filename, {
  options: {
    set: { type: 'string', multiple: true, default: ADVERSARIAL_SETS.map(({ name }) => name) },
    'one-in': { type: 'string', default: '1' },
    'obeying-model': { type: 'boolean', default: false },
    failures: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
    document: { type: 'boolean', default: false },
  },
});
const judge = flags['obeying-model'] ? judgeWithObeyingModel : judgeByRules;
const oneIn = Number(flags['one-in']);
const unknown = flags.set.filter((name) => !ADVERSARIAL_SETS.some((set) => set.name === name));
if (unknown.length > 0 || !Number.isInteger(oneIn) || oneIn < 1) {
  const sets = ADVERSARIAL_SETS.map(({ name }) => name).join(', ');
  refuse(import.meta.filename, `--set takes ${sets}; --one-in a whole number from 1`);
} else if (flags.document) document();
else if (flags.print) print();
else tryAll();

function chosen() {
  return ADVERSARIAL_SETS.filter(({ name }) => flags.set.includes(name));
}

function document(): void {
  const file = join(import.meta.dirname, '..', 'docs', 'adversarial-set.md');
  writeFileSync(file, documented(readFileSync(file, 'utf8')));
}

function print(): void {
  for (const set of chosen()) {
    for (const { id, subject, by } of set.cases((key) => numberOf(`${set.name}/${key}`) % oneIn === 0)) {
      console.log(JSON.stringify({ set: set.name, id, ...by, ...subject }));
    }
  }
}

function tryAll(): void {
  for (const set of chosen()) {
    const started = performance.now();
    const summary = summarize(set, trySet(set, judge, oneIn), flags.failures ? printFailure : () => {});
    printSummary(summary, set.about, set.failures, (performance.now() - started) / 1000);
  }
}

function printFailure({ case: { id, subject }, floor, got, outcome }: Tried): void {
  const verdict = got === 'refused' ? got : { category: got.category, level: got.level };
  console.log(
    JSON.stringify({
      id,
      outcome,
      floor: { category: floor.category, level: floor.level },
      got: verdict,
      tool: subject.tool,
    }),
  );
}

function printSummary(summary: Summary, about: string, failures: readonly string[], seconds: number): void {
  const { set, cases, outcomes, failed } = summary;
  console.log(`${set}: ${about}`);
  const counts = Object.entries(outcomes).map(
    ([name, count]) => `${name} ${count}${failures.includes(name) ? '!' : ''}`,
  );
  console.log(`  ${cases} cases in ${seconds.toFixed(1)} s: ${counts.join(', ')}`);
  console.log(`  failed ${failed} (${((100 * failed) / Math.max(1, cases)).toFixed(3)} %)`);
  if (failed === 0) return;
  for (const [kind, byValue] of summary.failedBy) console.log(`    by ${kind}: ${most(byValue, 60)}`);
  if (summary.failedBy.size > 1) console.log(`    by both: ${most(summary.failedByPair, 20)}`);
}

function most(counts: ReadonlyMap<string, number>, limit: number): string {
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  const shown = sorted.slice(0, limit).map(([name, count]) => `${name} ${count}`);
  return sorted.length > limit ? `${shown.join(', ')}, and ${sorted.length - limit} more` : shown.join(', ');
}
