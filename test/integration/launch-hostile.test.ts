/**
 * Hostile servers as real processes in the real sandbox. Each must end in its outcome within its limit and leave no process
 * and no file behind. Limits are shortened; what is bounded and how is the same.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcomeRow } from '../../catalog/model/launch.ts';
import { launchTestServers, type TestLauncher } from '../mcp-servers/launch-test-servers.ts';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';

const MB = 1024 * 1024;
const LIMITS = {
  initializeMs: 6_000,
  pageMs: 1_500,
  attemptMs: 10_000,
  cpuSeconds: 2,
  homeBytes: 8 * MB,
  tempBytes: 8 * MB,
  sharedMemoryBytes: 4 * MB,
  residentBytes: 256 * MB,
  stdoutBytes: 4 * MB,
  lineBytes: 2 * MB,
};

/** Part of the name of every server of this file, by which its processes are found among those of other tests. */
const NAME = `hostile-${process.pid}`;

let launcher: TestLauncher;
let secretDir: string;
let listener: Server;
beforeAll(async () => {
  launcher = await launchTestServers([], LIMITS);
  secretDir = mkdtempSync(path.join(tmpdir(), 'toolgate-secret-'));
  writeFileSync(path.join(secretDir, 'secret.txt'), 'the secret', { mode: 0o644 });
  listener = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
});
afterAll(async () => {
  await launcher.close();
  listener.close();
  rmSync(secretDir, { recursive: true });
});

let count = 0;
/** Publishes a server with this behaviour and launches it; nothing of it may be left when the launch has ended. */
async function launch(behaviour: string, options: Record<string, unknown> = {}) {
  count += 1;
  const name = `${NAME}-${count}`;
  launcher.registry.publish(testServerPackage(name, { kind: 'scripted', behaviour, ...options }));
  const outcome = await launcher.launch(name);
  expect(processesOf(NAME)).toEqual([]);
  expect(processesOf(`toolgate-launch-${process.pid}-`)).toEqual([]);
  expect(leftInWorkDir()).toEqual(['runtime', 'seccomp.bpf']);
  return outcome;
}

/** What the tools of a server report, by tool name. */
async function reports(behaviour: string, options: Record<string, unknown> = {}): Promise<Record<string, string>> {
  const outcome = await launch(behaviour, options);
  expect(outcome).toMatchObject({ code: 'listed' });
  return Object.fromEntries(outcome.tools.map((tool) => [tool.name, tool.description ?? '']));
}

describe('what a server cannot reach', () => {
  test('files outside of the sandbox, our environment, other processes', async () => {
    const secrets = [secretDir, `${secretDir}/secret.txt`, homedir(), '/root', '/work', '/etc/shadow', '/usr/local'];
    const other = [import.meta.dirname, '/etc/npmrc', '/var', '/proc/1/root/etc/shadow', '/sys', '/dev/sda'];
    const { environment, processes, status, descriptors, ...read } = await reports('read-files', {
      paths: [...secrets, ...other],
    });
    expect(Object.entries(read).filter(([, found]) => !/^refused: (ENOENT|EACCES)$/.test(found))).toEqual([]);
    expect(Object.keys(JSON.parse(environment!) as object).sort()).toEqual([
      'CI',
      'HOME',
      'LANG',
      'PATH',
      'PWD',
      'TMPDIR',
    ]);
    expect(Number(processes)).toBeLessThanOrEqual(3);
    expect(status).toMatch(/^CapEff:\s+0+$/m);
    expect(status).toMatch(/^CapBnd:\s+0+$/m);
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m);
    expect(status).toMatch(/^Seccomp:\s+2$/m);
    // Its pipes and what Node.js opens itself: nothing of ours, nor of whoever started us.
    expect(descriptors).toMatch(/^(pipe|anon_inode|socket|refused|\/dev\/(null|urandom)|\/proc\/|[:[\]\w, ])+$/);
    expect(descriptors!.match(/pipe:\[\d+\]/g)!.length).toBeLessThanOrEqual(9);
  });

  test('the network: names, public and metadata addresses, the machine itself', async () => {
    const targets = [
      ['example.com', 443],
      ['192.0.2.1', 443],
      ['1.1.1.1', 443],
      ['169.254.169.254', 80],
      ['127.0.0.1', (listener.address() as AddressInfo).port],
      ['::1', (listener.address() as AddressInfo).port],
    ];
    const results = Object.entries(await reports('connect', { targets }));
    expect(results).toHaveLength(targets.length);
    expect(results.filter(([, result]) => !result.startsWith('refused: '))).toEqual([]);
  });

  test('new namespaces, mounts, its own guard, the terminal', async () => {
    const results = Object.entries(await reports('syscalls'));
    expect(results).toHaveLength(4);
    expect(results.filter(([, result]) => !result.startsWith('refused'))).toEqual([]);
    expect(await reports('terminal')).toEqual({ tty: expect.stringMatching(/^refused/) as string });
  });

  test('more disk than its own small memory file systems', async () => {
    const result = await reports('fill-disk');
    expect(result['fill /home/u']).toMatch(/^\d+ refused: ENOSPC$/);
    expect(result['fill /tmp']).toMatch(/^\d+ refused: ENOSPC$/);
    expect(result['fill /dev/shm']).toMatch(/^\d+ refused: ENOSPC$/);
    expect(Number.parseInt(result['fill /home/u']!, 10)).toBeLessThanOrEqual(LIMITS.homeBytes);
    for (const dir of ['/app', '/usr', '/', '/run/toolgate']) {
      expect(result[`fill ${dir}`]).toMatch(/^0 refused: (EROFS|EACCES|EPERM)$/);
    }
  });
});

describe('what a server cannot use up', () => {
  test('memory of one process', async () => {
    expect(await launch('fill-memory')).toMatchObject({ code: 'out-of-memory' });
  });
  test('memory of many processes', async () => {
    expect(await launch('share-memory')).toMatchObject({ code: 'out-of-memory' });
  });
  test('processor time', async () => {
    expect(await launch('busy')).toMatchObject({ code: 'cpu-exceeded' });
  });
  test('processes, by forking without an end', async () => {
    // Which limit ends it is a race between processor time and the handshake; that it ends, and wholly, is the point.
    const outcome = await launch('fork');
    expect(['cpu-exceeded', 'initialize-timed-out', 'out-of-memory', 'crashed']).toContain(outcome.code);
  });
  test.each([{ lines: false }, { lines: true }])('our memory, by flooding standard output: %o', async (options) => {
    expect(await launch('flood', options)).toMatchObject({ code: 'flooded', tools: [] });
  });
  test('our memory, by flooding standard error', async () => {
    const outcome = await launch('stderr-flood');
    expect(outcome).toMatchObject({ code: 'listed' });
    expect(outcome.stderrTail.length).toBeLessThanOrEqual(4096);
  });
  test('our time, by never answering', async () => {
    expect(await launch('silent')).toMatchObject({ code: 'initialize-timed-out' });
    expect(await launch('silent-list')).toMatchObject({ code: 'list-timed-out' });
  });
  test('our patience, by pages without an end', async () => {
    expect(await launch('pages')).toMatchObject({ code: 'too-many-pages', tools: [] });
    expect(await launch('cursor-loop')).toMatchObject({ code: 'cursor-loop', tools: [] });
  });
  test('our store, by 10,000 tools', async () => {
    expect(await launch('many-tools', { count: 10_000 })).toMatchObject({ code: 'too-many-tools', tools: [] });
  });
});

describe('what a server may leave behind', () => {
  test.each([{ holdPipes: false }, { holdPipes: true }])(
    'no detached process that ignores SIGTERM: %o',
    async (options) => {
      expect(await launch('daemons', options)).toMatchObject({ code: 'listed' });
    },
  );
  test('no process when it closes its output and stays', async () => {
    expect(await launch('close-stdout')).toMatchObject({ code: 'initialize-timed-out' });
  });
});

describe('what a server may say', () => {
  test('garbage first', async () => {
    const outcome = await launch('garbage');
    expect(outcome).toMatchObject({ code: 'listed', strayLines: 6 });
    expect(outcome.tools.map((tool) => tool.name)).toEqual(['after_garbage']);
  });

  test('hostile names, which are kept as they are; and malformed tools, which are left out one by one', async () => {
    const names = [
      '../../etc/passwd',
      '<script>alert(1)</script>',
      'a\u0000b\u001b[31m',
      '\u202egnp.exe',
      'a'.repeat(999),
    ];
    const good = names.map((name) => ({ name, inputSchema: { type: 'object' } }));
    const bad = [
      null,
      'text',
      {},
      { name: 7 },
      { name: '' },
      { name: 'x', inputSchema: 'nonsense' },
      { name: names[0] },
    ];
    const outcome = await launch('tools', { tools: [...good, ...bad] });
    expect(outcome).toMatchObject({ code: 'listed' });
    expect(outcome.tools.map((tool) => tool.name)).toEqual(names);
    expect(outcome.malformed.map(({ index }) => index)).toEqual([5, 6, 7, 8, 9, 10, 11]);
    expect(outcome.malformed.at(-1)).toMatchObject({ reason: 'is a second tool of the same name' });
  });

  test('a schema that is an object, however odd, is kept', async () => {
    const inputSchema = { type: 'nonsense', properties: { __proto__: 1 }, $ref: '#' };
    const outcome = await launch('tools', { tools: [{ name: 'odd', inputSchema }] });
    expect(outcome.tools).toEqual([{ name: 'odd', inputSchema: { type: 'nonsense', properties: {}, $ref: '#' } }]);
  });

  test('a description of 1 MB, which is kept; and one above the limit of a line', async () => {
    const outcome = await launch('huge-description', { length: MB });
    expect(outcome.tools[0]?.description).toHaveLength(MB);
    expect(await launch('huge-description', { length: 3 * MB })).toMatchObject({ code: 'flooded' });
  });

  test.each([
    [{ result: { tools: 'none' } }, 'malformed-list'],
    [{ result: { tools: [] } }, 'empty-list'],
    [{ result: { tools: [{}] } }, 'malformed-list'],
    [{ result: { tools: [], nextCursor: 7 } }, 'malformed-list'],
  ])('a list that is none: %j', async (options, code) => {
    expect(await launch('no-list', options)).toMatchObject({ code });
  });

  test('errors', async () => {
    expect(await launch('list-error', { message: 'fetch failed' })).toMatchObject({ code: 'list-needs-network' });
    expect(await launch('list-error', { message: 'no' })).toMatchObject({ code: 'list-failed' });
    expect(await launch('tools', { tools: [], protocolVersion: '1999-01-01' })).toMatchObject({
      code: 'unsupported-protocol',
    });
  });

  test.each([
    ['', 0, 'exited-without-serving'],
    ['', 3, 'crashed'],
    ["Error: Cannot find module 'left-pad'", 1, 'module-missing'],
    ['getaddrinfo EAI_AGAIN api.example.com', 1, 'needs-network'],
    ['bwrap: No permissions to create a new namespace', 1, 'crashed'],
  ])('last words %j with exit code %i', async (stderr, code, expected) => {
    const outcome = await launch('exit', { stderr, code });
    expect(outcome).toMatchObject({ code: expected });
    expect(outcomeRow(outcome.code).group).toBe('start');
  });
});

/** Command lines of all processes on this machine that mention a text. */
function processesOf(text: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return command.includes(text) ? [command] : [];
      } catch {
        return []; // Ended meanwhile.
      }
    });
}

function leftInWorkDir(): string[] {
  const own = readdirSync(tmpdir()).filter((name) => name.startsWith(`toolgate-launch-${process.pid}-`));
  return own.flatMap((name) => readdirSync(path.join(tmpdir(), name))).sort();
}
