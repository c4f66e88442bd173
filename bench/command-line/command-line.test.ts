import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';

const BENCH = path.join(import.meta.dirname, '..');
const PROGRAMS = [
  ...readdirSync(BENCH).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')),
  ...['capture', 'merge', 'work-files'].map((name) => `labelled/${name}.ts`),
];

async function run(program: string, ...args: string[]) {
  const file = path.join(BENCH, program);
  return new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, [file, ...args], (_, stdout, stderr) =>
      resolve({ status: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

test('there are benchmarks', () => expect(PROGRAMS).toEqual(expect.arrayContaining(['crawl.ts', 'listing.ts'])));

test.each(PROGRAMS)('%s says how it is called, and what it does not know', { timeout: 60_000 }, async (program) => {
  const [help, mistaken] = await Promise.all([run(program, '--help'), run(program, '--no-such-flag')]);
  expect(help).toMatchObject({ status: 0, stderr: '' });
  expect(help.stdout).toContain(`node bench/${program}`);
  expect(help.stdout).not.toMatch(/^ ?\*/m);
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
])('%s %j is refused before anything begins', { timeout: 60_000 }, async (program, args, mistake) => {
  const { status, stderr } = await run(program, ...args);
  expect({ status, first: stderr.split('\n')[0] }).toEqual({ status: 2, first: mistake });
});
