import { expect, test } from 'vitest';
import { readJsonLines, type JsonLine } from './json-lines.ts';

async function* bytes(...parts: string[]) {
  for (const part of parts) yield Buffer.from(part);
}

async function read(chunks: AsyncIterable<Uint8Array>, max?: number): Promise<JsonLine[]> {
  return Array.fromAsync(readJsonLines(chunks, max));
}

test('values keep their line numbers, whatever the chunks', async () => {
  const text = '\uFEFF{"a":1}\r\n\n[2]\n"ü"';
  const whole = await read(bytes(text));
  expect(whole).toEqual([
    { line: 1, value: { a: 1 } },
    { line: 3, value: [2] },
    { line: 4, value: 'ü' },
  ]);
  async function* one() {
    for (const byte of Buffer.from(text)) yield Uint8Array.of(byte);
  }
  expect(await read(one())).toEqual(whole);
});

test('a bad line and a line that is too long do not spoil the others', async () => {
  const lines = await read(bytes(`{"a"\n"${'x'.repeat(50)}`, 'y'.repeat(50), '"\ntrue\n'), 60);
  expect(lines).toEqual([
    { line: 1, problem: expect.stringContaining('is no JSON') as string },
    { line: 2, problem: 'is longer than 60 bytes' },
    { line: 3, value: true },
  ]);
});

test('an empty stream has no lines', async () => {
  expect(await read(bytes())).toEqual([]);
  expect(await read(bytes('\n', ' \n'))).toEqual([]);
});
