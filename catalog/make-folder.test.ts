import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { makeFolder } from './make-folder.ts';

test('makes every folder that is missing, and is content with those that are there', () => {
  const folder = join(temporaryFolder(), 'a/b/c');
  makeFolder(folder);
  makeFolder(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});

test('says so where none can be made', () => {
  expect(() => makeFolder('/proc/toolgate/a')).toThrow(/ENOENT/);
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(join(file, 'a'))).toThrow(/ENOTDIR/);
  expect(() => makeFolder(file)).toThrow(/is no folder/);
});
