import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Run } from './classification/results.ts';

let folder: string;
const path = (name: string) => join(folder, name);
const READ = { category: 'Read', level: 'Low', facets: [] };
const LINES = [
  { server: 'one', name: 'list_things', description: 'Lists things.', gold: READ, annotations: { readOnlyHint: true } },
  {
    server: 'one',
    name: 'delete_thing',
    description: 'Deletes a thing for good.',
    gold: { category: 'Destructive', level: 'Critical', facets: [] },
    annotations: { readOnlyHint: false },
  },
  // A label that nobody could reach: it is a dangerous tool under the name and text of a harmless one.
  {
    server: 'two',
    name: 'get_weather',
    description: 'Returns the weather.',
    gold: { category: 'Execute', level: 'High', facets: [] },
    annotations: { readOnlyHint: false },
  },
  { server: 'two', name: 'get_time', description: 'Returns the time.', annotations: {} },
];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'toolgate-bench-'));
  const text = LINES.map((line) => `${JSON.stringify(line)}\n`).join('');
  writeFileSync(path('set.jsonl'), text);
  writeFileSync(path('set2.jsonl.gz'), gzipSync(text));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bench(...args: string[]) {
  const results = args.includes('--results') ? [] : ['--results', path('none.json')];
  const command = [join(import.meta.dirname, 'classify.ts'), ...args, ...results];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { status, stdout, stderr };
}

const runOf = (...args: string[]) => Run.parse(JSON.parse(bench(...args, '--json').stdout));

describe('bench/classify.ts', () => {
  test('scores labels, and names the dangerous tool that is shown as Low', () => {
    const { status, stdout } = bench('--gold', path('set.jsonl'), '--errors');
    expect(status).toBe(0);
    expect(stdout).toMatch(/false-Low +50\.0 % \(1 of 2;/);
    expect(stdout).toMatch(/^ +two get_weather: Execute$/m);
    expect(stdout).toMatch(/category +66\.7 % \(2 of 3;/);
    expect(stdout).toContain('two get_weather: Execute/High [], ours Read/Low');
  });

  test('scores definite hints only, and takes them away first', () => {
    const { sets } = runOf('--annotated', path('set.jsonl'));
    expect(sets['set']!.figures).toMatchObject({ kind: 'hints', tools: 3, right: { part: 2, of: 3 } });
  });

  test('a corpus may be packed; every quote is checked, and two passes give the same', () => {
    const { sets } = runOf('--corpus', path('set2.jsonl.gz'));
    const { figures } = sets['set2']!;
    expect(figures).toMatchObject({ kind: 'corpus', tools: 4, quotesThatDoNotHold: 0, sameTwice: true });
    expect(figures.kind === 'corpus' && figures.quotes).toBeGreaterThanOrEqual(4);
  });

  test('without a file it scores the project’s own set, against labels and against hints', () => {
    const { sets, classifier } = runOf();
    expect(Object.keys(sets)).toEqual(['labelled', 'labelled, hints']);
    expect(classifier).toMatchObject({ name: 'rules', view: 'whole' });
    expect(sets['labelled']!.figures.tools).toBeGreaterThan(500);
  });

  test('the same run prints the same bytes', () => {
    const args = ['--gold', path('set.jsonl'), '--annotated', path('set.jsonl'), '--json'];
    expect(bench(...args).stdout).toBe(bench(...args).stdout);
  });

  test('compares with what was saved, and --check fails on a worse result only', () => {
    const results = ['--results', path('saved.json')];
    expect(bench('--gold', path('set.jsonl'), '--save', ...results).stdout).toContain('no saved result');
    const again = bench('--gold', path('set.jsonl'), '--check', ...results);
    expect([again.status, again.stdout.includes('as in the saved result')]).toEqual([0, true]);

    // A saved result that had nothing wrong stands for a better classifier before.
    const saved = JSON.parse(readFileSync(path('saved.json'), 'utf8'));
    const { figures, wrong } = saved.runs.rules.sets.set;
    figures.falseLow.rate.part = 0;
    figures.answers.category.part = 3;
    wrong.length = 0;
    writeFileSync(path('saved.json'), JSON.stringify(saved));
    const worse = bench('--gold', path('set.jsonl'), '--check', ...results);
    expect(worse.status).toBe(1);
    expect(worse.stdout).toMatch(/worse +false-Low: 0\.0 %/);
    expect(worse.stdout).toMatch(/broken: 1\n +two get_weather: now Read, Low/);
    expect(bench('--gold', path('set.jsonl'), ...results).status).toBe(0);
  });

  test('saving one set leaves the others and other configurations as they were', () => {
    const results = ['--results', path('several.json')];
    bench('--gold', path('set.jsonl'), '--save', ...results);
    bench('--annotated', path('set2.jsonl.gz'), '--save', ...results);
    bench('--gold', path('set.jsonl'), '--without-description', '--save', ...results);
    const { runs } = JSON.parse(readFileSync(path('several.json'), 'utf8'));
    expect(Object.keys(runs)).toEqual(['rules', 'rules without description']);
    expect(Object.keys(runs.rules.sets)).toEqual(['set', 'set2']);
  });

  test('the baseline can be scored by itself', () => {
    const { classifier, sets } = runOf('--gold', path('set.jsonl'), '--classifier', 'name-prefix');
    expect(classifier.name).toBe('name-prefix');
    const { figures } = sets['set']!;
    expect(figures.kind === 'labels' && figures.answers).toEqual(figures.kind === 'labels' && figures.baseline);
  });

  test('says what is wrong with a file or a flag', () => {
    writeFileSync(path('bad.jsonl'), '{"server": "one", "name": "a"}\nnot json\n');
    expect(bench('--gold', path('bad.jsonl')).stderr).toContain('bad.jsonl, line 2');
    expect(bench('--classifier', 'none').stderr).toContain('there is no classifier "none"');
  });
});
