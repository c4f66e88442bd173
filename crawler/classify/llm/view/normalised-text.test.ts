import { expect, test } from 'vitest';
import { seededRandom } from '../prompt/seeded-random.ts';
import { normaliseText, rawPart } from './normalised-text.ts';

test.each([
  ['plain ASCII\nwith lines', 'plain ASCII\nwith lines', []],
  ['del\u200Bete', 'delete', ['1 × U+200B']],
  ['\u001B[31mred\u001B[0m', 'red', ['2 × terminal sequence']],
  ['a\u001B]8;;http://x\u0007b', 'ab', ['1 × terminal sequence']],
  ['a\u0000b\u009Bc', 'abc', ['1 × U+0000', '1 × U+009B']],
  ['\u{E0041}\u{E0042}x', 'x', ['1 × U+E0041', '1 × U+E0042']],
  ['\u202Eevil\u202C', 'evil', ['1 × U+202E', '1 × U+202C']],
  ['ｄｅｌｅｔｅ', 'delete', []],
  ['ﬁle', 'file', []],
  ['Cafe\u0301', 'Café', []],
  ['한국어', '한국어', []],
  ['\u1112\u1161\u11AB', '한', []],
  ['half \uD800 pair', 'half  pair', ['1 × U+D800']],
  ['👍\uFE0F', '👍', ['1 × U+FE0F']],
  ['', '', []],
])('%j reads %j', (raw, text, removed) => {
  const normal = normaliseText(raw, 1000);
  expect(normal.text).toBe(text);
  expect([...normal.removed].map(([kind, n]) => `${n} × ${kind}`)).toEqual(removed);
  expect(normal.read).toBe(raw.length);
});

/** The pieces below that are removed. */
const GONE = ['\u200B', '\u001B[1m', '\u{E0041}'];

test('every part leads back to the raw text that it stands for', () => {
  const pieces = ['delete ', 'x', ...GONE, 'ﬁ', 'é', 'e\u0301', '中', '👍🏽', '\u00A0', '½', 'Ⅷ', '\n', '㎏'];
  for (let seed = 0; seed < 300; seed++) {
    const random = seededRandom(`text ${seed}`);
    const raw = Array.from({ length: 1 + random.below(30) }, () => pieces[random.below(pieces.length)]!).join('');
    const normal = normaliseText(raw, 10_000);
    for (const gone of GONE) expect(normal.text).not.toContain(gone);
    expect(rawPart(normal, 0, normal.text.length) ?? '').toBe(raw.slice(...outer(raw)));
    for (let i = 0; i < 20 && normal.text.length > 0; i++) {
      const from = random.below(normal.text.length);
      const to = from + 1 + random.below(normal.text.length - from);
      // Nobody quotes half a character.
      if (!normal.text.slice(from, to).isWellFormed()) continue;
      const part = rawPart(normal, from, to)!;
      expect(raw).toContain(part);
      expect(normaliseText(part, 10_000).text).toContain(normal.text.slice(from, to));
    }
  }
});

/** What is removed in front and at the end stands for nothing. */
function outer(raw: string): [number, number] {
  let [start, end] = [0, raw.length];
  for (let at = -1; at !== start;) {
    at = start;
    start += GONE.find((piece) => raw.startsWith(piece, at))?.length ?? 0;
  }
  for (let at = -1; at !== end;) {
    at = end;
    end -= GONE.find((piece) => raw.endsWith(piece, at))?.length ?? 0;
  }
  return start >= end ? [0, 0] : [start, end];
}

test('stops at the limit, and says how far it read', () => {
  const cut = normaliseText('abc'.repeat(100), 10);
  expect([cut.text, cut.read]).toEqual(['abcabcabca', 10]);
  expect(normaliseText('中'.repeat(100), 10)).toMatchObject({ text: '中'.repeat(10), read: 10 });
  // Invisible characters take no room.
  expect(normaliseText(`${'\u200B'.repeat(500)}abc`, 3)).toMatchObject({ text: 'abc', read: 503 });
  expect(normaliseText('abc', 0)).toMatchObject({ text: '', read: 0 });
  // A character is shown whole or not at all.
  expect(normaliseText('ab㎏', 3)).toMatchObject({ text: 'ab', read: 2 });
});

test.each([
  ['invisible', '\u200B'],
  ['unfinished terminal sequences', '\u001B['],
  ['unfinished links', '\u001B]'],
  ['marks', '\u0301'],
  ['jamo', '\u1100'],
  ['astral', '👍'],
])('reads a megabyte of %s in time', (_, piece) => {
  const normal = normaliseText(piece.repeat(1_000_000 / piece.length), 12_000);
  expect(normal.text.length).toBeLessThanOrEqual(12_000);
  expect(normal.removed.size).toBeLessThanOrEqual(21);
});
