import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openOutput } from '../output/output-directory.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { writeRedirects } from './redirects.ts';

/** A recipe of the guide for hosts, by what it calls. */
const recipe = (program: string) =>
  readFileSync(join(import.meta.dirname, '../docs/hosting.md'), 'utf8')
    .split('```sh\n')
    .map((text) => text.split('```')[0]!)
    .find((text) => text.startsWith(program))!;

/** Runs a recipe where `dist/_redirects` has these lines. */
function run(program: string, lines: readonly string[]): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist/_redirects'), lines.map((line) => `${line}\n`).join(''));
  execFileSync('sh', ['-c', recipe(program)], { cwd: folder });
  return folder;
}

describe('site/redirects.test.ts', () => {
  const lines = ['/tools/a/read.file/ /tools/b/read.file/ 301', '/publishers/io./ /publishers/io.~/ 301'];

  it('makes rules for nginx that hold for the addresses themselves and for no other', () => {
    const rules = readFileSync(join(run('awk', lines), 'redirects.conf'), 'utf8')
      .trim()
      .split('\n');
    const [from, to] = /^rewrite (\S+) (\S+) permanent;$/.exec(rules[0]!)!.slice(1) as [string, string];
    expect(to).toBe('/tools/b/read.file/');
    expect(
      ['/tools/a/read.file/', '/tools/a/read_file/', '/x/tools/a/read.file/'].map((path) =>
        new RegExp(from).test(path),
      ),
    ).toEqual([true, false, false]);
  });

  it('has Netlify lead on where a page is', () => {
    expect(readFileSync(join(run('sed', lines), 'dist/_redirects'), 'utf8').split('\n')).toEqual([
      ...lines.map((line) => `${line}!`),
      '',
    ]);
  });

  it('leads on from the folders of parts that may not be called as their names begin', () => {
    const root = temporaryFolder();
    const output = openOutput(root);
    const pages = ['/publishers/io.~/', '/servers/con~/', '/servers/cona/', '/changes/2026-11-21/a~c/'];
    try {
      expect(writeRedirects([], pages, output)).toEqual({ files: 9, written: 9 });
      expect(writeRedirects([], pages, output)).toEqual({ files: 9, written: 0 });
    } finally {
      output.close();
    }
    expect(readFileSync(join(root, '_redirects'), 'utf8').split('\n').slice(0, 3)).toEqual([
      '/publishers/io./ /publishers/io.~/ 301',
      '/servers/con/ /servers/con~/ 301',
      '/servers/ /tools/ 301',
    ]);
    expect(readFileSync(join(root, 'servers/index.md'), 'utf8')).toBe(
      '# This address has no page of its own\n\nWhat stands under it is listed here: [`/tools/`](/tools/index.md).\n',
    );
  });
});
