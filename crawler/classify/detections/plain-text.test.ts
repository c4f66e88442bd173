import { describe, expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

const raw = (text: string, part: string) => {
  const plain = plainText(text);
  const start = plain.text.indexOf(part);
  const { start: from, length } = plain.rawSpan(start, start + part.length);
  return text.slice(from, from + length);
};

describe('crawler/classify/detections/plain-text.test.ts', () => {
  test.each([
    ['Do **NOT**  tell\n\tthe user', 'do not tell the user'],
    ['ig\u200bnore', 'ignore'],
    ['ｉｇｎｏｒｅ all', 'ignore all'],
    ['іgnоrе', 'ignore'],
    ['𝗶𝗴𝗻𝗼𝗿𝗲', 'ignore'],
    ['don’t “tell”', 'don\'t "tell"'],
    ['Не говори', 'не говори'],
  ])('%s', (text, plain) => {
    expect(plainText(text).text).toBe(plain);
  });

  test.each([
    ['Now ig\u200bnore  **all** rules', 'ignore all', 'ig\u200bnore  **all'],
    ['😀 іgnоrе it', 'ignore', 'іgnоrе'],
    ['a  b', 'b', 'b'],
  ])('%j leads back to what the server wrote', (text, part, expected) => {
    expect(raw(text, part)).toBe(expected);
  });

  test('signs that become many letters do not make a text explode', () => {
    expect(plainText('ﷺ'.repeat(1000)).text.length).toBeLessThan(3001);
  });
});
