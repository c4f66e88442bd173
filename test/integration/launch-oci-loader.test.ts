/**
 * Images that try to get their code into the sandbox's own programs, which run among the image's files before the limits are
 * set: by the files and variables that tell a loader what to load. In the real sandbox, with a real library.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeImage } from '../../crawler/launch/fetch/oci/complete-image.ts';
import { ImageTree } from '../../crawler/launch/fetch/oci/image-tree.ts';
import { bubblewrapJail } from '../../crawler/launch/jail/bubblewrap.ts';
import { bubblewrapVersion } from '../../crawler/launch/jail/check.ts';
import type { Jail } from '../../crawler/launch/jail/jail.ts';
import { prepareRuntime } from '../../crawler/launch/jail/runtime.ts';
import { LIMITS } from '../../crawler/launch/limits.ts';
import { shellLayer } from '../mcp-servers/shell-image.ts';
import { preloadLibrary } from '../preload-library.ts';

const LOADED = 'loaded from the image\n';

let dir: string;
let jail: Jail;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'toolgate-test-'));
  chmodSync(dir, 0o711);
  const { dir: runtimeDir, seccompFile, hostTools } = await prepareRuntime(dir, '', true);
  jail = bubblewrapJail({
    version: await bubblewrapVersion(),
    runtimeDir,
    seccompFile: seccompFile!,
    hostTools,
    uid: process.getuid!() === 0 ? 65534 : undefined,
  });
});
afterAll(() => rmSync(dir, { recursive: true }));

type Files = Record<string, string | Buffer | { link: string }>;
let count = 0;

/** Starts a program of an image and gives back all that was written to standard error. */
async function start(files: Files, argv: [string, ...string[]], environment: Record<string, string> = {}) {
  const root = path.join(dir, `root-${++count}`);
  mkdirSync(root);
  chmodSync(root, 0o755);
  const tree = new ImageTree(root, 10_000);
  tree.nextLayer();
  for (const { name, content } of shellLayer()) await tree.putFile(name, Readable.from([content!]), true);
  await tree.putFile('srv/nothing', 'no program of any kind', true);
  await tree.putFile('srv/evil.so', Readable.from([preloadLibrary(LOADED)]), true);
  for (const [name, value] of Object.entries(files)) {
    if (typeof value === 'string') await tree.putFile(name, value, true);
    else if (Buffer.isBuffer(value)) await tree.putFile(name, Readable.from([value]), true);
    else await tree.putLink(name, value.link);
  }
  await completeImage(tree);
  const prisoner = await jail.start({
    mounts: [],
    root,
    limits: LIMITS,
    command: () => ({ argv, cwd: '/srv', environment: { PATH: '/bin', ...environment } }),
  });
  prisoner.stdin.end();
  const stdout: Buffer[] = [];
  prisoner.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  const { exitCode } = await prisoner.ended;
  return { exitCode, stderr: prisoner.stderr(), stdout: Buffer.concat(stdout).toString() };
}

test('this machine can show images', () => expect(jail.takesRoots).toBe(true));

const LIST = '/srv/evil.so\n';
const lists: [string, Files][] = [
  ['a plain file', { 'etc/ld.so.preload': LIST }],
  ['in an /etc that is a link in the image', { etc: { link: 'srv/etc' }, 'srv/etc/ld.so.preload': LIST }],
  ['in an /etc that is the working directory', { etc: { link: '/proc/self/cwd' }, 'srv/ld.so.preload': LIST }],
  ['in an /etc that is the root of a process', { etc: { link: '/proc/1/root/srv' }, 'srv/ld.so.preload': LIST }],
  ['a link itself', { 'etc/ld.so.preload': { link: '/proc/self/cwd/list' }, 'srv/list': LIST }],
];

test.each(lists)("the loader's list, %s, is read by the image's program alone", async (_, files) => {
  // The shell of the image is told by its own loader, which shows that the list works.
  const own = await start(files, ['/bin/sh', '-c', 'ulimit -u 2>/dev/null || ulimit -p']);
  expect(own).toEqual({ exitCode: 0, stderr: LOADED, stdout: `${LIMITS.processes}\n` });
});

/** Where a program of this machine would look for its libraries: the folders of its own, and those that any system has. */
function libraryPlaces(): string[] {
  const found = execFileSync('ldd', ['/bin/sh', '/usr/bin/prlimit', '/usr/bin/env'], { encoding: 'utf8' });
  const files = [...found.matchAll(/=> (\/\S+) \(0x/g)].map(([, file]) => file!.slice(1));
  const folders = ['lib', 'usr/lib', 'lib64', 'usr/lib64', ...files.map((file) => path.dirname(file))];
  return [...new Set(folders.flatMap((folder) => files.map((file) => `${folder}/${path.basename(file)}`)))];
}

test('libraries of the image are in none of our programs', async () => {
  const evil = preloadLibrary(LOADED);
  const files = Object.fromEntries(libraryPlaces().map((name) => [name, evil]));
  const { exitCode, stderr } = await start({ ...files, 'srv/glibc-hwcaps/x86-64-v2/libc.so.6': evil }, ['/srv/absent']);
  expect(exitCode).toBe(127);
  expect(stderr).toContain('No such file');
  expect(stderr).not.toContain(LOADED);
});

test.each([
  ['LD_PRELOAD', '/srv/evil.so'],
  ['LD_AUDIT', '/srv/evil.so'],
])('%s reaches the program of the image alone', async (name, value) => {
  const none = await start({}, ['/srv/absent'], { [name]: value });
  expect(none.stderr).not.toContain(LOADED);
  const own = await start({}, ['/bin/sh', '-c', `echo $${name}`], { [name]: value });
  expect(own).toMatchObject({ exitCode: 0, stdout: `${value}\n` });
  expect(own.stderr.split(LOADED)).toHaveLength(2);
});

test('a program is started whatever it is called, with its variables and no others', async () => {
  const script = '#!/bin/sh\necho "$A $0"\nexport -p\n';
  const { stdout } = await start({ 'srv/A=b': script }, ['./A=b'], { A: 'x=y', B: '-u' });
  const [first, ...rest] = stdout.trim().split('\n');
  expect(first).toBe('x=y ./A=b');
  const names = rest.map((line) => line.replace(/^export /, '').split('=')[0]);
  expect(new Set(names)).toEqual(new Set(['A', 'B', 'CI', 'HOME', 'LANG', 'PATH', 'PWD', 'TMPDIR']));
});
