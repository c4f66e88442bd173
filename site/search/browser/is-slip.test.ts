import { expect, it } from 'vitest';
import { isSlip } from './is-slip.ts';

it.each([
  ['github', 'githbu'],
  ['delet', 'delt'],
  ['delet', 'deleet'],
  ['search', 'saerch'],
  ['a', 'b'],
  ['', 'a'],
])('%s and %s are one slip apart', (a, b) => {
  expect(isSlip(a, b)).toBe(true);
  expect(isSlip(b, a)).toBe(true);
});

it.each([
  ['github', 'github'],
  ['github', 'gitbhu'],
  ['delet', 'dlt'],
  ['abcd', 'badc'],
  ['abc', 'cab'],
  ['issue', 'tissues'],
])('%s and %s are not', (a, b) => {
  expect(isSlip(a, b)).toBe(false);
  expect(isSlip(b, a)).toBe(false);
});
