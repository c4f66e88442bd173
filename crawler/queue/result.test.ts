/** Results on their way through a real Redis. */
import { createHash, randomBytes } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRedis, type TestRedis } from '../../test/redis-server.ts';
import { packResult, readResult, RESULT_BOUNDS, ResultNote, writeResult } from './result.ts';

const MB = 1024 * 1024;
let server: TestRedis;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.close());

async function packed(value: unknown): Promise<Buffer> {
  const result = await packResult(value);
  if ('tooLarge' in result) throw new Error('too large');
  return result.packed;
}
const write = async (bytes: Buffer) => writeResult(server.client(), bytes, 60_000);

test('a small one and one of 16 MB that cannot be compressed arrive as they were, and expire', async () => {
  for (const value of [{ a: 1 }, { text: randomBytes(12 * MB).toString('base64') }]) {
    const note = await write(await packed(value));
    expect(ResultNote.parse(JSON.parse(JSON.stringify(note)))).toEqual(note);
    expect(await readResult(server.client(), note)).toEqual({ value });
    expect(await server.client().pttl(note.key)).toBeGreaterThan(0);
  }
});

test('16 MB of what a server repeats take little room in Redis', async () => {
  const note = await write(
    await packed({ tools: Array.from({ length: 200_000 }, (_, i) => `the same words over again ${i}`) }),
  );
  expect(note.bytes).toBeLessThan(2 * MB);
});

test('above the bounds: refused by its size, before or after packing', async () => {
  expect(await packResult('x'.repeat(RESULT_BOUNDS.rawBytes))).toEqual({ tooLarge: RESULT_BOUNDS.rawBytes + 2 });
  const noise = randomBytes(RESULT_BOUNDS.packedBytes).toString('base64');
  expect(await packResult(noise)).toEqual({ tooLarge: expect.any(Number) as number });
});

test('gone, cut, exchanged and exploding ones are told apart from good ones', async () => {
  const note = await write(await packed({ a: 1 }));
  const client = server.client();
  await client.setrange(note.key, 0, 'x');
  expect(await readResult(client, note)).toEqual({ problem: 'the result is damaged' });
  await client.set(note.key, '');
  expect(await readResult(client, note)).toEqual({ problem: 'the result is gone' });
  await client.del(note.key);
  expect(await readResult(client, note)).toEqual({ problem: 'the result is gone' });

  const bomb = brotliCompressSync(Buffer.alloc(RESULT_BOUNDS.rawBytes + 1), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
  });
  expect(bomb.length).toBeLessThan(MB);
  expect(await readResult(client, await write(bomb))).toEqual({
    problem: 'the result cannot be unpacked within its bounds',
  });
  expect(await readResult(client, await write(Buffer.from('no brotli')))).toMatchObject({
    problem: expect.stringContaining('unpacked') as string,
  });
});

test('a note that names another key, or more than the bounds, is none', () => {
  const sha256 = createHash('sha256').update('').digest('hex');
  const key = 'toolgate:result:0f8fad5b-d9cb-469f-a165-70867728950e';
  expect(ResultNote.safeParse({ key, bytes: 1, sha256 }).success).toBe(true);
  for (const wrong of [{ key: 'toolgate:crawl' }, { bytes: 0 }, { bytes: 1e9 }, { sha256: 'x' }]) {
    expect(ResultNote.safeParse({ key, bytes: 1, sha256, ...wrong }).success).toBe(false);
  }
});
