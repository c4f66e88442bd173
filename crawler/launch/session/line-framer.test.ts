import { expect, test } from 'vitest';
import { frameLines } from './line-framer.ts';

function framed(chunks: string[], limits: Partial<Parameters<typeof frameLines>[1]> = {}) {
  const lines: string[] = [];
  const take = frameLines((line) => lines.push(line), { lineBytes: 10, stdoutBytes: 100, stdoutLines: 5, ...limits });
  const floods = chunks.map((chunk) => take(Buffer.from(chunk, 'latin1')));
  return { lines, flood: floods.find((flood) => flood !== undefined)?.limit };
}

test('lines arrive whole, however they are cut', () => {
  expect(framed(['ab', 'c\nd', 'ef\n', '\nrest'])).toEqual({ lines: ['abc', 'def', ''], flood: undefined });
});

test('a character that is cut in two is put together', () => {
  expect(framed(['\xc3', '\xa9\n']).lines).toEqual(['é']);
});

test('each limit ends it', () => {
  expect(framed(['x'.repeat(11)]).flood).toBe('10 bytes in a line');
  expect(framed(['x\n'.repeat(6)])).toEqual({ lines: Array(5).fill('x'), flood: '5 lines' });
  expect(framed(['123456789\n'.repeat(2), '\n'], { stdoutBytes: 20 }).flood).toBe('20 bytes');
});
