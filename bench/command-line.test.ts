import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';

const PROGRAMS = [
  ...readdirSync(import.meta.dirname).filter((name) => /^(?!command-line)[\w-]+(?<!\.test)\.ts$/.test(name)),
  ...['capture', 'merge', 'work-files'].map((name) => `labelled/${name}.ts`),
];

function run(program: string, ...args: string[]) {
  const file = path.join(import.meta.dirname, program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('there are benchmarks', () => expect(PROGRAMS).toEqual(expect.arrayContaining(['crawl.ts', 'listing.ts'])));

test.each(PROGRAMS)('%s says how it is called, and what it does not know', { timeout: 30_000 }, (program) => {
  const help = run(program, '--help');
  expect(help).toMatchObject({ status: 0, stderr: '' });
  expect(help.stdout).toContain(`node bench/${program}`);
  expect(help.stdout).not.toMatch(/^ ?\*/m);
  const mistaken = run(program, '--no-such-flag');
  expect(mistaken).toMatchObject({ status: 2, stdout: '' });
  expect(mistaken.stderr).toMatch(/^Unknown option '--no-such-flag'/);
  expect(mistaken.stderr).toContain(help.stdout.trim());
  expect(mistaken.stderr).not.toMatch(/^\s+at /m);
});

test.each([
  ['crawl.ts', ['--launches', 'many'], '--launches takes whole numbers from 1, not "many"'],
  ['listing.ts', ['--sizes', '100,0'], '--sizes takes whole numbers from 1, not "100,0"'],
  ['publish.ts', [], '--corpus FILE is needed'],
  ['labelled/capture.ts', [], '--db FILE is needed'],
])('%s %j is refused before anything begins', (program, args, mistake) => {
  const { status, stderr } = run(program, ...args);
  expect({ status, first: stderr.split('\n')[0] }).toEqual({ status: 2, first: mistake });
});
