/** Bundles: downloaded from a real server on loopback, unpacked, and started in the real sandbox. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LaunchPlan } from '../../catalog/model/launch.ts';
import { launchKinds, type KindsLauncher } from '../mcp-servers/launch-kinds.ts';
import { PYTHON_SERVER } from '../mcp-servers/python-server.ts';
import { zipFile, type ZipMember } from '../zip-file.ts';

const MB = 1024 * 1024;
const SCRIPTED = readFileSync(path.join(import.meta.dirname, '../mcp-servers/scripted.mjs'));
const TOOL = { name: 'fine', inputSchema: { type: 'object' } };

const DEMANDING = `
import os, sys
if not os.environ.get("FROM_RECORD"):
    sys.exit("Error: FROM_RECORD environment variable is required")
if len(sys.argv) < 3 or not os.path.isdir(sys.argv[2]):
    sys.exit("Usage: server --root <directory>")
`;

const manifest = (server: object, more: object = {}) => ({
  manifest_version: '0.3',
  name: 'bundle',
  version: '2.0.0',
  description: 'A test.',
  author: { name: 'Somebody' },
  server,
  ...more,
});
const NODE = {
  type: 'node',
  entry_point: 'server/index.mjs',
  mcp_config: { command: 'node', args: ['${__dirname}/server/index.mjs'] },
};
const bundle = (description: object, members: ZipMember[] = []) =>
  zipFile([{ name: 'manifest.json', content: JSON.stringify(description) }, ...members]);
const scripted = (config: object): ZipMember[] => [
  { name: 'server/index.mjs', content: SCRIPTED },
  { name: 'server/config.json', content: JSON.stringify(config) },
];

let server: Server;
let other: Server;
let launcher: KindsLauncher;
let base: string;
const files = new Map<string, Buffer>();
beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/elsewhere') {
      const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/private`;
      response.writeHead(302, { location }).end();
      return;
    }
    const file = files.get(request.url ?? '');
    if (request.url === '/moved') response.writeHead(302, { location: '/honest' }).end();
    else response.writeHead(file === undefined ? 404 : 200).end(file);
  }).listen(0, '127.0.0.1');
  other = createServer((_, response) => response.end('secret')).listen(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(other, 'listening')]);
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  base = `http://${host}`;
  launcher = await launchKinds({ allowPrivate: [host] }, { treeBytes: 4 * MB, downloadBytes: 6 * MB });
});
afterAll(async () => {
  await launcher.close();
  server.close();
  other.close();
});

const plan = (at: string, more: object = {}): LaunchPlan => ({
  kind: 'mcpb',
  identifier: `${base}${at}`,
  version: '1.0.0',
  arguments: [],
  environment: [],
  ...more,
});
function launch(name: string, file: Buffer, more: object = {}) {
  files.set(`/${name}`, file);
  return launcher.launch(plan(`/${name}`, more));
}

describe('a bundle', () => {
  test('lists its tools, also behind a redirect', async () => {
    const file = bundle(manifest(NODE), scripted({ behaviour: 'tools', tools: [TOOL] }));
    const sha256 = createHash('sha256').update(file).digest('hex');
    const outcome = await launch('honest', file, { sha256 });
    expect(outcome).toMatchObject({
      code: 'listed',
      toolSource: 'live',
      tools: [{ name: 'fine' }],
      fetched: { version: '2.0.0', integrity: `sha256-${Buffer.from(sha256, 'hex').toString('base64')}` },
    });
    expect(await launcher.launch(plan('/moved'))).toMatchObject({ code: 'listed' });
  });

  test('decides nothing about the sandbox’s own programs, and costs only itself what cannot be passed on', async () => {
    const members = scripted({ behaviour: 'tools', tools: [TOOL] });
    const preload = { ...NODE.mcp_config, env: { LD_PRELOAD: '/nowhere/evil.so' } };
    const outcome = await launch('preload', bundle(manifest({ ...NODE, mcp_config: preload }), members));
    expect(outcome.code).toBe('listed');
    // ld.so complains about what it is told to load and cannot find.
    expect(outcome.stderrTail).not.toContain('ld.so');

    const cut = { ...NODE.mcp_config, args: [...NODE.mcp_config.args, 'a\0b'] };
    expect(await launch('cut', bundle(manifest({ ...NODE, mcp_config: cut }), members))).toMatchObject({
      code: 'refused',
      detail: expect.stringContaining('NUL') as string,
    });
  });

  test('is unpacked against a clock', async () => {
    // 400 MB in less than one: downloaded in no time, and within every bound but that of time.
    const zeros = Buffer.alloc(50 * MB);
    const members = Array.from({ length: 8 }, (_, i) => ({ name: `zeros-${i}`, content: zeros }));
    const bomb = bundle(manifest(NODE), members);
    const host = new URL(base).host;
    const quick = await launchKinds({ allowPrivate: [host] }, { fetchMs: 150 });
    files.set('/slow', bomb);
    expect(await quick.launch(plan('/slow'))).toMatchObject({
      code: 'fetch-timed-out',
      detail: expect.stringContaining('unpacking') as string,
      attempts: [],
    });
    await quick.close();
  });

  test('of a Python program gets what it asks its user for', async () => {
    const python = {
      type: 'python',
      entry_point: 'server/main.py',
      mcp_config: {
        command: 'python',
        args: ['${__dirname}/server/main.py', '--root', '${user_config.root}'],
        env: { FROM_RECORD: 'key ${user_config.word}', PLACE: '${__dirname}' },
      },
    };
    const asked = {
      root: { type: 'directory', title: 'Root', description: 'd', required: true },
      word: { type: 'string', title: 'Word', description: 'd', required: true, default: 'given' },
    };
    const file = bundle(manifest(python, { user_config: asked }), [
      { name: 'server/main.py', content: `${DEMANDING}${PYTHON_SERVER}` },
    ]);
    const outcome = await launch('python', file);
    expect(outcome).toMatchObject({ code: 'listed', toolSource: 'live-dummy' });
    const said = Object.fromEntries(outcome.tools.map(({ name, description }) => [name, description]));
    expect(said['variable']).toBe('key given');
    expect(said['arguments']).toMatch(/^\/app\/server\/main\.py --root \/\S+$/);
    expect(said['writes']).toBe('False True');
  });

  test('that does not list has the tools that it declares, not as live ones', async () => {
    const declared = { tools: [{ name: 'told', description: 'Tells.' }] };
    const file = bundle(manifest(NODE, declared), [{ name: 'server/index.mjs', content: 'process.exit(3)' }]);
    const outcome = await launch('declares', file);
    expect(outcome).toMatchObject({
      code: 'crashed',
      tools: [],
      fallback: { source: 'declared', tools: [{ name: 'told' }], version: '2.0.0', way: { kind: 'mcpb' } },
    });
    expect(outcome.toolSource).toBeUndefined();
  });

  test('for other systems, or with nothing to start, is not started', async () => {
    const elsewhere = manifest(NODE, { compatibility: { platforms: ['win32', 'darwin'] } });
    expect(await launch('windows', bundle(elsewhere))).toMatchObject({ code: 'wrong-platform' });
    expect(await launch('nothing', bundle(manifest({ type: 'node' })))).toMatchObject({ code: 'no-entry-point' });
  });
});

describe('a bundle is refused', () => {
  test('that is another than its record states', async () => {
    const file = bundle(manifest(NODE), scripted({ behaviour: 'tools', tools: [TOOL] }));
    const sha256 = 'a'.repeat(64);
    expect(await launch('swapped', file, { sha256 })).toMatchObject({ code: 'digest-mismatch', attempts: [] });
  });

  test('with a path out of it', async () => {
    const file = bundle(manifest(NODE), [{ name: '../../toolgate-slipped', content: 'x' }]);
    expect(await launch('slip', file)).toMatchObject({ code: expect.stringMatching(/unsafe-archive|install-failed/) });
    expect(existsSync('/tmp/toolgate-slipped')).toBe(false);
  });

  test('that is a bomb, as stated and as it is', async () => {
    const zeros = { name: 'zeros', content: Buffer.alloc(5 * MB) };
    expect(await launch('bomb', bundle(manifest(NODE), [zeros]))).toMatchObject({ code: 'too-large' });
    const lying = bundle(manifest(NODE), [{ ...zeros, statedBytes: 100 }]);
    expect(await launch('lying', lying)).toMatchObject({ code: expect.stringMatching(/too-large|install-failed/) });
    const noise = Buffer.concat(Array(112).fill(Buffer.from(crypto.getRandomValues(new Uint8Array(65_536)))));
    expect(await launch('long', noise)).toMatchObject({ code: 'too-large' });
  });

  test('that is none', async () => {
    expect(await launch('html', Buffer.from('<html>'))).toMatchObject({ code: 'install-failed' });
    expect(await launch('empty', Buffer.alloc(0))).toMatchObject({ code: 'install-failed' });
    expect(await launcher.launch(plan('/missing'))).toMatchObject({ code: 'not-found' });
  });

  test('that lies at a private address, directly or behind a redirect', async () => {
    const outcome = await launcher.launch(plan('/elsewhere'));
    expect(outcome).toMatchObject({ code: 'redirected', attempts: [] });
    const direct = { ...plan('/'), identifier: 'https://169.254.169.254/latest' };
    expect(await launcher.launch(direct)).toMatchObject({ code: 'address-refused' });
    const named = { ...plan('/'), identifier: 'https://localhost/x.mcpb' };
    expect(await launcher.launch(named)).toMatchObject({ code: 'address-refused' });
  });
});
