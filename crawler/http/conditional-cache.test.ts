import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { conditionalCache } from './conditional-cache.ts';

const answer = (text: string, etag = '"1"') => ({
  etag,
  lastModified: undefined,
  contentType: 'application/json',
  link: undefined,
  bytes: Buffer.from(text),
});
const files = (folder: string) => readdirSync(folder).map((name) => join(folder, name));
const sizeOf = (folder: string) => files(folder).reduce((sum, path) => sum + statSync(path).size, 0);

describe('crawler/http/conditional-cache.test.ts', () => {
  it('gives back what was put, also to another process, and keeps addresses and bytes from others', async () => {
    const folder = join(temporaryFolder(), 'http');
    const cache = conditionalCache(folder);
    expect(await cache.find('https://a.example/?token=secret')).toBeUndefined();
    await cache.put('https://a.example/?token=secret', answer('{"a":\n1}'));
    await cache.put('b', answer('other', '"2"'));
    const again = conditionalCache(folder);
    expect(await again.find('https://a.example/?token=secret')).toEqual(answer('{"a":\n1}'));
    expect(await again.find('b')).toMatchObject({ etag: '"2"' });
    for (const path of files(folder)) {
      expect(statSync(path).mode & 0o077).toBe(0);
      expect(readFileSync(path, 'utf8') + path).not.toContain('secret');
    }
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('takes no file that is damaged', async () => {
    const folder = temporaryFolder();
    const cache = conditionalCache(folder);
    for (const damage of [
      (bytes: Buffer) => bytes.subarray(0, -1),
      (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')]),
      () => Buffer.from('{"sha256":'),
      () => Buffer.from('{}\n'),
      () => Buffer.alloc(0),
    ]) {
      await cache.put('a', answer('text'));
      const [path] = files(folder);
      writeFileSync(path!, damage(readFileSync(path!)));
      expect(await cache.find('a')).toBeUndefined();
    }
  });

  it('stays within its bound by dropping what was unused for longest', async () => {
    const folder = temporaryFolder();
    const cache = conditionalCache(folder, { maxBytes: 20_000, maxEntryBytes: 3000 });
    await cache.put('large', answer('x'.repeat(3001)));
    expect(files(folder)).toEqual([]);
    for (let i = 0; i < 5; i++) {
      await cache.put(`old ${i}`, answer('x'.repeat(2000)));
    }
    for (const path of files(folder)) utimesSync(path, 1, 1);
    await cache.touch('old 3');
    for (let i = 0; i < 5; i++) {
      await cache.put(`new ${i}`, answer('x'.repeat(2000)));
      expect(sizeOf(folder)).toBeLessThanOrEqual(20_000);
    }
    const others = await Promise.all([0, 1, 2, 4].map((i) => cache.find(`old ${i}`)));
    expect(others).toContain(undefined);
    expect(await cache.find('old 3')).toBeDefined();
    expect(await cache.find('new 4')).toBeDefined();
  });

  it('prunes what an earlier process left, its half-written files too', async () => {
    const folder = temporaryFolder();
    for (let i = 0; i < 10; i++) writeFileSync(join(folder, `${i}.part`), 'x'.repeat(3000));
    await conditionalCache(folder, { maxBytes: 20_000 }).put('a', answer('text'));
    expect(sizeOf(folder)).toBeLessThanOrEqual(20_000);
  });

  it('costs nothing but the saving when the disk does not take it', async () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const cache = conditionalCache(join(file, 'http'));
    await cache.put('a', answer('text'));
    await cache.touch('a');
    expect(await cache.find('a')).toBeUndefined();
  });
});
