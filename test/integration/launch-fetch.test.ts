/** The fetch phase: what may be downloaded, what must not run, and how registries fail. */
import { request } from 'node:http';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startEgressProxy } from '../../crawler/launch/fetch/egress-proxy.ts';
import { createHttpClient } from '../../crawler/http/http-client.ts';
import { npmRegistryClient } from '../../crawler/launch/fetch/npm/npm-registry-client.ts';
import { resolvePackage } from '../../crawler/launch/fetch/npm/resolve.ts';
import { LIMITS, type Limits } from '../../crawler/launch/limits.ts';
import { startNpmRegistry, type NpmRegistry, type PublishedPackage } from '../npm-registry.ts';
import { launchTestServers, type TestLauncher } from '../mcp-servers/launch-test-servers.ts';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';

const MB = 1024 * 1024;
const tool = { name: 'fine', inputSchema: { type: 'object' } };
const server = (name: string, overrides: Record<string, unknown> = {}, files: PublishedPackage['files'] = {}) => {
  const made = testServerPackage(name, { kind: 'scripted', behaviour: 'tools', tools: [tool] }, overrides);
  return { ...made, files: { ...made.files, ...files } };
};

let launcher: TestLauncher;
beforeAll(async () => {
  const limits = { treeBytes: 4 * MB, packageBytes: 8 * MB, downloadBytes: 6 * MB, fetchMs: 15_000 };
  launcher = await launchTestServers([], limits);
});
afterAll(() => launcher.close());

const launch = (published: PublishedPackage) => {
  launcher.registry.publish(published);
  return launcher.launch(published.manifest.name);
};

describe('a package', () => {
  test('has none of its install scripts run', async () => {
    const scripts = Object.fromEntries(
      ['preinstall', 'install', 'postinstall', 'prepare'].map((name) => [name, 'echo ran > ran.txt; exit 1']),
    );
    launcher.registry.publish({ manifest: { name: 'dependency', version: '1.0.0', scripts }, files: {} });
    // Its server would report a file that a script had made beside it.
    const reader = testServerPackage(
      'scripts',
      {
        kind: 'scripted',
        behaviour: 'read-files',
        paths: ['/app/node_modules/scripts/ran.txt', '/app/node_modules/dependency/ran.txt'],
      },
      { scripts, dependencies: { dependency: '1.0.0' } },
    );
    const outcome = await launch(reader);
    expect(outcome).toMatchObject({ code: 'listed', fetched: { packages: 2 } });
    expect(outcome.tools.slice(0, 2).map((read) => read.description)).toEqual(['refused: ENOENT', 'refused: ENOENT']);
  });

  test.each([
    ['git', 'git+https://git.invalid/a/b.git'],
    ['github', 'somebody/something'],
    ['url', 'https://elsewhere.invalid/package.tgz'],
    ['loopback', 'http://127.0.0.1:9/package.tgz'],
    ['another registry', 'jsr:@std/assert@1'],
    ['file', 'file:../../../etc'],
    ['link', 'link:../../../etc'],
  ])('with a dependency from elsewhere is refused: %s', async (name, dependency) => {
    const outcome = await launch(server(`elsewhere-${name.replaceAll(' ', '-')}`, { dependencies: { dependency } }));
    expect(outcome).toMatchObject({ code: 'install-failed', attempts: [] });
    expect(outcome.detail).toMatch(/outside the package registry|does not come from the npm registry/);
  });

  test.each([
    ['a missing dependency', { dependencies: { 'no-such-package-here': '1.0.0' } }],
    ['a version that does not exist', { dependencies: { zod: '0.0.1-none' } }],
  ])('with %s cannot be installed', async (name, overrides) => {
    const outcome = await launch(server(name.replaceAll(' ', '-'), overrides));
    expect(outcome).toMatchObject({ code: 'install-failed' });
  });

  test.each([
    ['no command', { bin: undefined }],
    ['two commands and none of its name', { bin: { a: 'scripted.mjs', b: 'config.json' } }],
    ['a command that is missing', { bin: 'missing.mjs' }],
  ])('with %s has no entry point', async (name, overrides) => {
    expect(await launch(server(name.replaceAll(' ', '-'), overrides))).toMatchObject({ code: 'no-entry-point' });
  });

  test('with a command outside of itself is not started', async () => {
    const outcome = await launch(server('leaving', { bin: '../../../bin/sh' }));
    expect(['no-entry-point', 'install-failed']).toContain(outcome.code);
    expect(outcome.attempts).toEqual([]);
  });

  test('with a command for another interpreter is started with that one', async () => {
    const files = { 'start.sh': '#!/bin/sh\nexec node "$(dirname "$0")/scripted.mjs"\n' };
    expect(await launch(server('shell', { bin: 'start.sh' }, files))).toMatchObject({ code: 'listed' });
    const missing = { 'start.py': '#!/usr/bin/env no-such-interpreter\n' };
    expect(await launch(server('other', { bin: 'start.py' }, missing))).toMatchObject({ code: 'needs-binary' });
  });

  test('that is too large is not launched: as stated, as downloaded, as unpacked', async () => {
    const stated = server('stated');
    stated.manifest['dist'] = { unpackedSize: 9 * MB };
    expect(await launch(stated)).toMatchObject({ code: 'too-large', attempts: [] });
    const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(65_536)));
    const downloaded = server('downloaded', {}, { noise: Buffer.concat(Array(128).fill(noise)) });
    expect((await launch(downloaded)).code).toBe('too-large');
    const unpacked = server('unpacked', {}, { zeros: Buffer.alloc(5 * MB) });
    expect(await launch(unpacked)).toMatchObject({ code: 'too-large', attempts: [] });
  });

  test('whose tarball is another than the registry states is refused', async () => {
    const integrity = `sha512-${Buffer.alloc(64).toString('base64')}`;
    const outcome = await launch(server('swapped', { dist: { integrity } }));
    expect(outcome).toMatchObject({ code: 'install-failed', attempts: [] });
    expect(outcome.detail).toContain('integrity');
  });

  test('that does not exist, or not in this version, says so', async () => {
    expect(await launcher.launch('no-such-package-here')).toMatchObject({ code: 'not-found' });
    launcher.registry.publish(server('exists'));
    expect(await launcher.launch('exists', { version: '9.9.9' })).toMatchObject({ code: 'no-matching-version' });
    expect(await launcher.launch('exists', { version: 'latest' })).toMatchObject({
      code: 'listed',
      fetched: { version: '1.0.0' },
    });
  });
});

describe('a registry', () => {
  const spec = { identifier: 'server', version: '1.0.0' };
  const signal = new AbortController().signal;
  /** Asks a registry as a launcher does, with a client of its own. */
  function asking({ npm }: NpmRegistry, limits: Limits = LIMITS) {
    const http = createHttpClient({ limits: { backoffMs: 1 } });
    onTestFinished(() => http.close());
    const context = { npmRegistry: npmRegistryClient(http, npm), npm, limits };
    return () => resolvePackage(context, spec, signal);
  }

  test('in trouble is told from a missing package', async () => {
    let status = 503;
    const registry = await startNpmRegistry({ intercept: () => status });
    const resolve = asking(registry);
    expect(await resolve()).toMatchObject({ code: 'registry-unavailable' });
    status = 404;
    expect(await resolve()).toMatchObject({ code: 'not-found' });
    await registry.close();
    expect(await resolve()).toMatchObject({ code: 'registry-unavailable' });
  });

  test('without documents of single versions is asked for the whole package', async () => {
    const registry = await startNpmRegistry({
      packages: [server('server')],
      intercept: (asked) => (asked.split('/').length > 2 ? 405 : undefined),
    });
    const resolve = asking(registry);
    expect(await resolve()).toMatchObject({ resolved: { version: '1.0.0' } });
    await registry.close();
  });

  test('that answers without an end is cut off', async () => {
    const registry = await startNpmRegistry({ packages: [server('server', { noise: 'x'.repeat(MB) })] });
    const resolve = asking(registry, { ...LIMITS, metadataBytes: 1000 });
    expect(await resolve()).toMatchObject({ code: 'registry-unavailable' });
    await registry.close();
  });
});

describe('the egress proxy', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'toolgate-egress-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  test('lets through the registry only, and its answer to anything else is 403', async () => {
    const elsewhere = createServer((_, response) => response.end('elsewhere')).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const registry = await startNpmRegistry({ packages: [server('server')] });
    const socketPath = path.join(dir, 'egress.sock');
    const limits = { maxBytes: MB, maxConnections: 8, idleMs: 5000 };
    const proxy = await startEgressProxy({
      socket: socketPath,
      uid: undefined,
      registries: [registry.url],
      proxy: undefined,
      ...limits,
    });
    const ask = async (method: string, target: string): Promise<number> => {
      const asking = request({ socketPath, method, path: target, agent: false });
      asking.end();
      const answered = Promise.race([once(asking, 'response'), once(asking, 'connect')]);
      const [response] = (await answered) as [{ statusCode: number; destroy(): void }];
      response.destroy();
      return response.statusCode;
    };
    expect(await ask('GET', `${registry.url}server`)).toBe(200);
    expect(await ask('GET', `${registry.url}missing`)).toBe(404);
    expect(await ask('GET', `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`)).toBe(403);
    expect(await ask('PUT', `${registry.url}server`)).toBe(403);
    expect(await ask('CONNECT', registry.url.host)).toBe(403);
    expect(await ask('CONNECT', 'example.com:443')).toBe(403);
    expect(await ask('GET', '/server')).toBe(403);
    expect(proxy.counts).toMatchObject({ allowed: 2, denied: 5 });
    await proxy.close();
    await registry.close();
    elsewhere.close();
    expect(readdirSync(dir)).toEqual([]);
  });
});
