import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { keepEnds } from './stderr-buffer.ts';

async function kept(chunks: string[], limit: number): Promise<string> {
  const stream = new PassThrough();
  const text = keepEnds(stream, limit);
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await new Promise((resolve) => stream.on('end', resolve));
  return text();
}

test('a short text is kept whole, however it arrives', async () => {
  expect(await kept(['ab', 'cdef'], 8)).toBe('abcdef');
  expect(await kept('abcdefgh'.split(''), 8)).toBe('abcdefgh');
});

test('of a long one the beginning and the end are kept', async () => {
  expect(await kept(['abcdefghijklmnop'], 8)).toBe('abcd\n[…]\nmnop');
  expect(await kept('abcdefghijklmnop'.split(''), 8)).toBe('abcd\n[…]\nmnop');
});
