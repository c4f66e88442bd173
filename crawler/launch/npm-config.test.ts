import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { parseRegistry, readNpmConfig } from './npm-config.ts';

test('a registry is a plain http(s) address; its path ends in a slash', () => {
  expect(parseRegistry('http://127.0.0.1:4873').href).toBe('http://127.0.0.1:4873/');
  expect(parseRegistry('https://mirror.invalid/npm').href).toBe('https://mirror.invalid/npm/');
});

test.each(['', 'mirror.invalid', 'file:///etc', 'https://user:pass@mirror.invalid/', 'https://m.invalid/?a=b'])(
  'no registry: %j',
  (text) => expect(() => parseRegistry(text)).toThrow(/registry/),
);

test('npm’s own configuration decides', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'toolgate-npmrc-'));
  const cafile = path.join(dir, 'ca.pem');
  writeFileSync(cafile, 'the certificates');
  const userconfig = path.join(dir, 'npmrc');
  writeFileSync(
    userconfig,
    `registry=https://mirror.invalid/npm\nhttps-proxy=http://proxy.invalid:3128\ncafile=${cafile}\n`,
  );
  const config = await readNpmConfig({ PATH: process.env['PATH'], HOME: dir, npm_config_userconfig: userconfig });
  expect(config.registry.href).toBe('https://mirror.invalid/npm/');
  expect(config.proxy?.host).toBe('proxy.invalid:3128');
  expect(config.certificates).toBe('the certificates');
  rmSync(dir, { recursive: true });
});

test('a machine without npm is told so', async () => {
  await expect(readNpmConfig({ PATH: '/nonexistent' })).rejects.toMatchObject({ name: 'Fatal' });
});
