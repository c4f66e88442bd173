import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { zipFile } from '../../test/zip-file.ts';
import { BUNDLE_LIMITS } from './bundle-limits.ts';
import { unpackBundle } from './unpack-bundle.ts';

let around: string;
let folder: string;

beforeEach(() => {
  around = mkdtempSync(join(tmpdir(), 'toolgate-unpack-'));
  folder = join(around, 'bundle');
  onTestFinished(() => rmSync(around, { recursive: true }));
});

describe('crawler/bundle/unpack-bundle.test.ts', () => {
  it('writes files and folders, with the right to run and no other', async () => {
    const file = zipFile([
      { name: 'server/index.js', content: 'x' },
      { name: 'bin/run', content: '#!/bin/sh', mode: 0o106777 },
      { name: 'a\\b.txt', content: 'windows' },
      { name: 'empty/', mode: 0o040755 },
    ]);
    expect(await unpackBundle(file, folder)).toEqual({ files: 3, bytes: 17, links: 0 });
    expect(readdirSync(folder).sort()).toEqual(['a', 'bin', 'empty', 'server']);
    expect(readFileSync(join(folder, 'a/b.txt'), 'utf8')).toBe('windows');
    const rights = (path: string) => lstatSync(join(folder, path)).mode & 0o7777;
    expect([rights('bin/run') & 0o7700, rights('server/index.js') & 0o7700]).toEqual([0o700, 0o600]);
  });

  it('makes no links', async () => {
    const file = zipFile([
      { name: 'passwords', content: '/etc/passwd', mode: 0o120777 },
      { name: 'after', content: 'x' },
    ]);
    expect(await unpackBundle(file, folder)).toEqual({ files: 1, bytes: 1, links: 1 });
    expect(readdirSync(folder)).toEqual(['after']);
  });

  it.each(['../evil', '/tmp/evil', 'x/../../evil', '..\\evil'])('writes nothing for a path like %s', async (name) => {
    const file = zipFile([
      { name: 'first', content: 'x' },
      { name, content: 'evil' },
    ]);
    expect(await unpackBundle(file, folder)).toHaveProperty('problem', 'not-a-bundle');
    expect(readdirSync(around)).toEqual([]);
  });

  it('stops at the first byte that was not announced', async () => {
    const file = zipFile([{ name: 'bomb', content: Buffer.alloc(10_000_000), statedBytes: 1000 }]);
    const limits = { ...BUNDLE_LIMITS, treeBytes: 5000 };
    expect(await unpackBundle(file, folder, { limits })).toHaveProperty('problem', 'not-a-bundle');
    expect(lstatSync(join(folder, 'bomb')).size).toBeLessThanOrEqual(1000);
  });

  it('finds damage', async () => {
    const file = zipFile([{ name: 'first', content: 'some text that is long enough' }]);
    // The first byte of the data, behind the header of 30 bytes and the name: a kind of block that does not exist.
    file[35] = 0xff;
    expect(await unpackBundle(file, folder)).toHaveProperty('problem', 'not-a-bundle');
  });

  it('writes over nothing that is there', async () => {
    symlinkSync(around, folder);
    await unpackBundle(zipFile([{ name: 'x', content: '1' }]), folder);
    await expect(unpackBundle(zipFile([{ name: 'x', content: '2' }]), folder)).rejects.toThrow('EEXIST');
    expect(readFileSync(join(around, 'x'), 'utf8')).toBe('1');
  });

  it('ends when it is told to', async () => {
    const reason = new Error('stop');
    const signal = AbortSignal.abort(reason);
    await expect(unpackBundle(zipFile([{ name: 'x' }]), folder, { signal })).rejects.toBe(reason);
  });
});
