/** What is left when a launch is aborted, its process is killed, or there is no sandbox. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpClient } from '../../crawler/http/http-client.ts';
import { createLauncher } from '../../crawler/launch/launcher.ts';
import { launchTestServers, type TestLauncher } from '../mcp-servers/launch-test-servers.ts';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';

/** Names of this run only, by which the processes are found. */
const WAITS = `waits-${process.pid}`;
const FINE = `fine-${process.pid}`;

let launcher: TestLauncher;
const cacheDir = mkdtempSync(path.join(tmpdir(), 'toolgate-test-cache-'));
beforeAll(async () => {
  chmodSync(cacheDir, 0o711);
  launcher = await launchTestServers([
    testServerPackage(WAITS, { kind: 'scripted', behaviour: 'silent' }),
    testServerPackage(FINE, { kind: 'scripted', behaviour: 'daemons', holdPipes: true }),
  ]);
});
afterAll(async () => {
  await launcher.close();
  rmSync(cacheDir, { recursive: true });
});

/** Whether a server (not the sandbox around it) runs anywhere on this machine. */
const isRunning = (name: string) =>
  commandLines().some((line) => /^\S*\/node\0/.test(line) && line.includes(`node_modules/${name}/scripted.mjs`));
function commandLines(): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      return /^\d+$/.test(pid) ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8')] : [];
    } catch {
      return [];
    }
  });
}
async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 1200 && !condition(); i++) await sleep(25);
  expect(condition()).toBe(true);
}
const workDirsOf = (pid: number | undefined) =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`toolgate-launch-${pid}-`));

test('an aborted launch ends with the reason, at once and wholly', async () => {
  const abort = new AbortController();
  const ended = launcher.launch(WAITS, {}, abort.signal).catch((error: unknown) => error);
  await until(() => isRunning(WAITS));
  abort.abort(new Error('enough'));
  expect(await ended).toMatchObject({ message: 'enough' });
  expect(isRunning(WAITS)).toBe(false);
  const [dir] = workDirsOf(process.pid);
  expect(readdirSync(path.join(tmpdir(), dir!)).sort()).toEqual(['runtime', 'seccomp.bpf']);
});

test('a launch that is aborted while it fetches, or before it starts, ends as well', async () => {
  await expect(launcher.launch(FINE, {}, AbortSignal.abort(new Error('never')))).rejects.toThrow('never');
  await expect(launcher.launch(FINE, {}, AbortSignal.timeout(60))).rejects.toThrow('timeout');
  expect(commandLines().filter((line) => line.includes(`toolgate-launch-${process.pid}-`))).toEqual([]);
});

test('when the launching process is killed, its servers die, and the next launcher removes its files', async () => {
  const program = path.join(import.meta.dirname, '../mcp-servers/launch-and-wait.ts');
  // A descriptor that is not closed by itself, as shells and service managers leave them.
  const stdio = ['ignore', 'inherit', 'inherit', ...(Array(37).fill('ignore') as 'ignore'[]), 'pipe'] as const;
  const child = spawn(process.execPath, [program, launcher.registry.url.href, WAITS, cacheDir], {
    stdio: [...stdio],
  });
  await until(() => isRunning(WAITS));
  child.kill('SIGKILL');
  await once(child, 'exit');
  await until(() => !isRunning(WAITS));
  expect(workDirsOf(child.pid)).toHaveLength(1);
  const signal = new AbortController().signal;
  const next = await createLauncher({
    isolation: 'bubblewrap',
    npm: launcher.registry.npm,
    http: createHttpClient(),
    cacheDir,
    signal,
  });
  expect(workDirsOf(child.pid)).toEqual([]);
  await next.close();
});

test('a launch that is aborted while its sandbox is being built leaves nothing either', async () => {
  await launcher.launch(FINE);
  // Spread over the time that a start takes, so that every stage of building is hit.
  const delays = Array.from({ length: 24 }, (_, i) => 100 + i * 8);
  for (const delay of delays) await launcher.launch(WAITS, {}, AbortSignal.timeout(delay)).catch(() => {});
  expect(isRunning(WAITS)).toBe(false);
  expect(commandLines().filter((line) => line.includes(`toolgate-launch-${process.pid}-`))).toEqual([]);
});

test('a launcher that is killed while its sandbox is being built leaves no server, and the next one tidies up', async () => {
  const program = path.join(import.meta.dirname, '../mcp-servers/launch-and-wait.ts');
  const jailsOf = (pid: number | undefined) =>
    commandLines().filter((line) => line.includes(`toolgate-launch-${pid}-`));
  const killed: (number | undefined)[] = [];
  for (let round = 0; round < 6; round++) {
    const child = spawn(process.execPath, [program, launcher.registry.url.href, WAITS, cacheDir], { stdio: 'inherit' });
    // The first sight of a jail whose command is the server itself, not the installer.
    while (!jailsOf(child.pid).some((line) => line.includes('/scripted.mjs'))) await sleep(1);
    await sleep(round);
    child.kill('SIGKILL');
    await once(child, 'exit');
    killed.push(child.pid);
    await until(() => !isRunning(WAITS));
  }
  const { signal } = new AbortController();
  await (
    await createLauncher({
      isolation: 'bubblewrap',
      npm: launcher.registry.npm,
      http: createHttpClient(),
      cacheDir,
      signal,
    })
  ).close();
  await until(() => killed.every((pid) => jailsOf(pid).length === 0));
  expect(isRunning(WAITS)).toBe(false);
});

test('closing removes the work directory, and nobody else’s', async () => {
  const foreign = path.join(tmpdir(), `toolgate-launch-${process.pid}-foreign`);
  mkdirSync(foreign);
  const signal = new AbortController().signal;
  const before = workDirsOf(process.pid);
  const other = await createLauncher({
    isolation: 'bubblewrap',
    npm: launcher.registry.npm,
    http: createHttpClient(),
    cacheDir,
    signal,
  });
  await other.close();
  expect(workDirsOf(process.pid)).toEqual(before);
  rmSync(foreign, { recursive: true });
});

// For root only: mode 700, as mkdtemp makes it, stops the sandbox's user and nobody else.
test.runIf(process.getuid?.() === 0)(
  'a cache that the sandbox cannot reach is a clear error before any launch',
  async () => {
    const hidden = mkdtempSync(path.join(tmpdir(), 'toolgate-hidden-'));
    const { signal } = new AbortController();
    const http = createHttpClient();
    const options = { isolation: 'bubblewrap', npm: launcher.registry.npm, http, signal } as const;
    const error: unknown = await createLauncher({ ...options, cacheDir: path.join(hidden, 'cache') }).catch(
      (e: unknown) => e,
    );
    expect(error).toMatchObject({ name: 'Fatal', hint: expect.stringContaining('every directory above') as string });
    rmSync(hidden, { recursive: true });
  },
);

test('isolation none runs without a sandbox, says so, and still ends what it started', async () => {
  const plain = await launchTestServers(
    [testServerPackage(FINE, { kind: 'scripted', behaviour: 'daemons', holdPipes: true })],
    { initializeMs: 5_000 },
    'none',
  );
  expect(plain.isolation).toBe('none');
  const outcome = await plain.launch(FINE);
  expect(outcome).toMatchObject({ code: 'listed', isolation: 'none' });
  expect(isRunning(FINE)).toBe(false);
  // The control for launch-hostile.test.ts: the same server does see files when nothing keeps it from it.
  const reader = { kind: 'scripted', behaviour: 'read-files', paths: [import.meta.filename] } as const;
  plain.registry.publish(testServerPackage('reads', reader));
  expect((await plain.launch('reads')).tools[0]?.description).toContain('found /** What is left');
  await plain.close();
  expect(workDirsOf(process.pid)).toHaveLength(1);
});
