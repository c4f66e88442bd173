import { expect, it } from 'vitest';
import { quotedProse } from './quoted-prose.ts';

it.each([
  ['No quote at all.', ['No quote at all.']],
  ['It deletes (“Delete a note”). So.', ['It deletes (“', { foreign: 'Delete a note' }, '”). So.']],
  ['“a” and “b”', ['“', { foreign: 'a' }, '” and “', { foreign: 'b' }, '”']],
  ['Nothing (“”).', ['Nothing (“”).']],
  ['Cut in the middle (“of a quo', ['Cut in the middle (“', { foreign: 'of a quo' }]],
  ['Open “ twice “b” then', ['Open “', { foreign: ' twice “b' }, '” then']],
])('%j has its quotes apart', (text, prose) => {
  const parts = quotedProse(text);
  expect(parts.map((part) => (typeof part === 'string' ? part : Object.values(part)[0])).join('')).toBe(text);
  expect(parts.filter((part) => typeof part !== 'string')).toEqual(prose.filter((part) => typeof part !== 'string'));
});

it.each(['“', '”', '“a', '“a”', 'a'])('ends on a megabyte of %j', (piece) => {
  const text = piece.repeat(1_000_000 / piece.length);
  const parts = quotedProse(text);
  expect(parts.map((part) => (typeof part === 'string' ? part : Object.values(part)[0])).join('')).toBe(text);
});
