/**
 * The set-up script in a copy of the checkout that holds nothing but it. The programs around it (npm, apt-get) are stand-ins
 * that write down how they were called; what is missing on the machine is hidden by a sandbox.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../test/temporary-folder.ts';

const CHECKOUT = resolve(import.meta.dirname, '..');

interface Machine {
  folder: string;
  /** How the stand-ins were called, in order. */
  calls: () => string[];
  /** Makes a program that writes down its arguments and then runs this shell code. */
  standIn: (name: string, code?: string) => void;
  run: (setting?: RunSetting) => { code: number | null; said: string };
}

interface RunSetting {
  args?: string[];
  env?: NodeJS.ProcessEnv;
  /** Programs of the machine that cannot be run. */
  hidden?: string[];
  uid?: number;
}

/** A copy of the checkout, by default with its packages in place. */
function machine({ installed = true } = {}): Machine {
  const folder = temporaryFolder();
  const at = (...parts: string[]) => join(folder, ...parts);
  for (const name of ['scripts', 'bin']) mkdirSync(at(name));
  copyFileSync(join(CHECKOUT, 'scripts/setup.mjs'), at('scripts/setup.mjs'));
  writeFileSync(at('package-lock.json'), '{"lockfileVersion":3}');
  if (installed) bringPackages(folder);
  const log = at('calls');
  const calls = () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []);
  return {
    folder,
    calls,
    standIn: (name, code = '') =>
      writeFileSync(at('bin', name), `#!/bin/sh\necho "${name} $*" >> '${log}'\n${code}\n`, { mode: 0o755 }),
    run({ args = [], env = {}, hidden = [], uid } = {}) {
      const own = [process.execPath, at('scripts/setup.mjs'), ...args];
      const command =
        hidden.length === 0 && uid === undefined ? own : [...withoutPrograms(folder, hidden, uid), ...own];
      const PATH = `${at('bin')}:/usr/bin:/bin`;
      const { status, stdout, stderr } = spawnSync(command[0]!, command.slice(1), {
        env: { PATH, ...env },
        encoding: 'utf8',
      });
      return { code: status, said: `${stdout}${stderr}` };
    },
  };
}

/** A sandbox that shows the whole machine, but for some programs, and to another user. */
function withoutPrograms(folder: string, hidden: string[], uid = 0): string[] {
  // Nobody may execute it, so that it stands for no program.
  const nothing = join(folder, 'nothing');
  writeFileSync(nothing, '', { mode: 0o644 });
  const covers = hidden.flatMap((file) => (existsSync(file) ? ['--ro-bind', nothing, file] : []));
  return ['bwrap', '--unshare-user', '--uid', `${uid}`, '--gid', `${uid}`, '--dev-bind', '/', '/', ...covers, '--'];
}

/** What `npm ci` and its stamp leave behind. */
function bringPackages(folder: string): void {
  mkdirSync(join(folder, 'node_modules/node/bin'), { recursive: true });
  symlinkSync(process.execPath, join(folder, 'node_modules/node/bin/node'));
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  writeFileSync(join(folder, 'node_modules/.toolgate-setup'), `${lock} ${process.platform} ${process.arch}\n`);
}

/** Shell code of an npm that brings Node.js. */
const BRINGS = (folder: string) =>
  `mkdir -p '${folder}/node_modules/node/bin' && ln -sf '${process.execPath}' '${folder}/node_modules/node/bin/node'`;

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const REDIS = '/usr/bin/redis-check-rdb';
const BY_NPM = ['npm ci --ignore-scripts', 'npm rebuild --ignore-scripts=false node pnpm'];

test('does nothing and starts nothing when everything is there', () => {
  const { run, standIn, calls } = machine();
  for (const name of ['npm', 'apt-get', 'bwrap', 'prlimit', 'chromium', 'redis-check-rdb', 'node']) standIn(name);
  expect(run()).toEqual({ code: 0, said: '' });
  expect(run({ args: ['--tests'] })).toEqual({ code: 0, said: '' });
  expect(calls()).toEqual([]);
});

test('brings the packages, first without install scripts, and only once', () => {
  const { folder, run, standIn, calls } = machine({ installed: false });
  standIn('npm', BRINGS(folder));
  expect(run()).toEqual({ code: 0, said: 'toolgate: bringing the packages (npm ci), once\n' });
  expect(calls()).toEqual(BY_NPM);
  expect(run()).toEqual({ code: 0, said: '' });
  expect(calls()).toEqual(BY_NPM);
});

test.each([
  ['the lock file changed', (folder: string) => writeFileSync(join(folder, 'package-lock.json'), '{}')],
  [
    'they were brought on another machine',
    (folder: string) => writeFileSync(join(folder, 'node_modules/.toolgate-setup'), 'x linux z80\n'),
  ],
  ['Node.js was deleted', (folder: string) => rmSync(join(folder, 'node_modules/node'), { recursive: true })],
])('brings the packages again when %s', (_, change) => {
  const { folder, run, standIn, calls } = machine();
  standIn('npm', BRINGS(folder));
  change(folder);
  expect(run()).toMatchObject({ code: 0 });
  expect(calls()).toEqual(BY_NPM);
});

test('an npm that fails is quoted, and tried again next time: exit code 4 when there is no Node.js', () => {
  const { folder, run, standIn, calls } = machine({ installed: false });
  standIn('npm', 'echo "npm error: no space" >&2; exit 1');
  const { code, said } = run();
  expect(code).toBe(4);
  expect(said).toContain('npm error: no space\n');
  expect(said).toContain('toolgate: npm ci --ignore-scripts failed; its messages are above.');
  // The second step fails: the first one alone counts as nothing.
  standIn('npm', `${BRINGS(folder)}; test "$1" = ci`);
  expect(run().said).toContain('npm rebuild --ignore-scripts=false node pnpm failed');
  standIn('npm', BRINGS(folder));
  expect(run()).toMatchObject({ code: 0 });
  expect(calls()).toEqual([BY_NPM[0], ...BY_NPM, ...BY_NPM]);
});

test('without npm it says where npm comes from', () => {
  const { run, folder } = machine({ installed: false });
  const { code, said } = run({ env: { PATH: join(folder, 'bin') } });
  expect(code).toBe(4);
  expect(said).toContain('npm could not be started');
  expect(said).toContain('apt-get install npm');
});

test('called by npm it uses the same npm', () => {
  const { folder, run, standIn, calls } = machine({ installed: false });
  standIn('npm', 'exit 1');
  const cli = join(folder, 'npm-cli.js');
  writeFileSync(
    cli,
    `require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'calls'))}, 'own ' + process.argv.slice(2).join(' ') + '\\n');
     require('node:child_process').execFileSync('/bin/sh', ['-c', ${JSON.stringify(BRINGS(folder))}]);`,
  );
  expect(run({ env: { npm_execpath: cli } })).toMatchObject({ code: 0 });
  expect(calls()).toEqual(BY_NPM.map((call) => call.replace('npm ', 'own ')));
});

test('a sandbox that is missing and may not be installed: it says what to install, and what is known can still be shown', () => {
  const { run, standIn, calls } = machine();
  standIn('apt-get');
  const { code, said } = run({ hidden: ['/usr/bin/bwrap'], uid: 1000 });
  expect(code).toBe(0);
  expect(said).toMatch(/^toolgate: Missing: bubblewrap\. .*`sudo apt-get install bubblewrap`/);
  expect(calls()).toEqual([]);
});

test('Python and pip that are missing are named, and nothing else fails', () => {
  const { run } = machine();
  const { code, said } = run({ hidden: ['/usr/bin/python3'], uid: 1000 });
  expect(code).toBe(0);
  expect(said).toMatch(/^toolgate: Missing: python3\. .*`sudo apt-get install python3`/);
});

test('a browser and a Redis that are missing for the tests: exit code 4', () => {
  const { run } = machine();
  const { code, said } = run({ args: ['--tests'], hidden: ['/usr/bin/bwrap', ...BROWSERS, REDIS], uid: 1000 });
  expect(code).toBe(4);
  expect(said).toContain('Missing: bubblewrap, chromium, redis-tools.');
  expect(said).toContain('`sudo apt-get install bubblewrap chromium fonts-liberation redis-tools`');
  // Without --tests nobody needs them.
  expect(run({ hidden: [...BROWSERS, REDIS], uid: 1000 })).toEqual({ code: 0, said: '' });
});

test('root installs what is missing, and nothing else', () => {
  const { folder, run, standIn, calls } = machine();
  const brings = `case "$*" in *install*) printf '#!/bin/sh\\n' > '${folder}/bin/bwrap'; chmod +x '${folder}/bin/bwrap';; esac`;
  standIn('apt-get', brings);
  expect(run({ hidden: ['/usr/bin/bwrap'] })).toEqual({ code: 0, said: 'toolgate: installing bubblewrap (apt-get)\n' });
  expect(calls()).toEqual([
    expect.stringMatching(/^apt-get .*\bupdate$/),
    expect.stringMatching(/^apt-get .*\binstall --yes --no-install-recommends bubblewrap$/),
  ]);
});

test('an apt-get that fails is quoted, with what to do by hand', () => {
  const { run, standIn } = machine();
  standIn('apt-get', 'echo "E: Unable to locate package"; exit 100');
  const { said } = run({ hidden: ['/usr/bin/bwrap'] });
  expect(said).toContain('E: Unable to locate package');
  expect(said).toContain('toolgate: apt-get failed; its messages are above. Missing: bubblewrap.');
});
