import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documented } from './document.ts';

const GUIDE = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'adversarial-set.md'), 'utf8');

test('the lists of the guide are those of the set', () => {
  expect(documented(GUIDE)).toBe(GUIDE);
});

test('a guide without the marks is refused, not overwritten', () => {
  expect(() => documented('# A guide')).toThrow('lost the marks');
});
