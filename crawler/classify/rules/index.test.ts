import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RULES } from './index.ts';

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

test('the folders are the rules', () => {
  expect(folders.toSorted()).toEqual(Object.keys(RULES).toSorted());
});

test.each(folders)('%s has its page and its cases', (folder) => {
  const page = readFileSync(join(import.meta.dirname, folder, 'rule.md'), 'utf8');
  expect(page).toMatch(/^# \S/);
  expect(existsSync(join(import.meta.dirname, folder, 'rule.test.ts'))).toBe(true);
});
