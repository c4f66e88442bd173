import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openOutput } from '../output/output-directory.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { goneAs, keepChangedFiles, writeChangedFiles } from './changed-files.ts';

/** Publishes files, and gives the rows of the list that this changed, as `path kind`. */
function pass(folder: string, paths: readonly string[]): string[] {
  const output = openOutput(folder);
  const began = new Date().toISOString();
  keepChangedFiles(output);
  for (const path of paths) output.publish(path, path);
  output.prune(undefined, goneAs);
  writeChangedFiles(output, true, new Set());
  output.end();
  output.close();
  const rows = readFileSync(join(folder, 'api/v1/changes.csv'), 'utf8').trimEnd().split('\n').slice(1);
  return rows
    .map((row) => row.split(','))
    .filter(([at]) => at! >= began)
    .map(([, path, kind]) => `${path} ${kind}`)
    .sort();
}

const BEFORE = ['search/files/aa/terms/0.bin', 'search/files/aa/records/0.bin'];
const AFTER = ['search/files/bb/terms/0.bin', 'search/files/bb/records/0.bin'];

test('a folder of the search that is gone is one row, and none when it is there again', () => {
  const folder = temporaryFolder();
  pass(folder, [...BEFORE, 'index.html', 'tools/a/index.html']);
  const later = pass(folder, [...AFTER, 'index.html']);
  expect(later).toEqual([
    '/search/files/aa/ removed',
    '/search/files/bb/records/0.bin search',
    '/search/files/bb/terms/0.bin search',
    '/tools/a/index.html removed',
  ]);
  expect(pass(folder, [...BEFORE, 'index.html'])).toEqual([
    '/search/files/aa/records/0.bin search',
    '/search/files/aa/terms/0.bin search',
    '/search/files/bb/ removed',
  ]);
  const all = readFileSync(join(folder, 'api/v1/changes.csv'), 'utf8');
  expect(all.match(/removed/g)).toHaveLength(2);
});
