/**
 * Brings everything that Toolgate needs onto this machine, and does nothing when it is there. Plain JavaScript without
 * dependencies, because it runs before there are any, on whatever Node.js (20 or newer) the machine has.
 *
 *   node scripts/setup.mjs            packages, Node.js 24, bubblewrap, Python
 *   node scripts/setup.mjs --tests    and what the tests need: a browser, Redis
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Packages whose install scripts are wanted: Node.js and pnpm each bring the program for this machine with it. */
const BUILD = ['node', 'pnpm'];

/**
 * Programs from outside npm: what to look for, and the package of Debian and Ubuntu that brings it.
 *
 * @type {{ what: string, commands: string[], folders?: string[], packages: string[] }[]}
 */
const SANDBOX = [
  { what: 'bubblewrap', commands: ['bwrap'], packages: ['bubblewrap'] },
  { what: 'util-linux', commands: ['prlimit'], packages: ['util-linux'] },
  // For servers that are Python packages: the one the sandbox shows, and pip as a file or as a module.
  { what: 'python3', commands: ['/usr/bin/python3'], packages: ['python3'] },
  {
    what: 'pip',
    commands: [],
    folders: ['/usr/share/python-wheels', '/usr/lib/python3/dist-packages/pip'],
    packages: ['python3-pip-whl'],
  },
];
const BROWSER = [
  {
    what: 'chromium',
    commands: [process.env['CHROMIUM'] ?? '', 'chromium', 'chromium-browser', 'google-chrome'],
    packages: ['chromium', 'fonts-liberation'],
  },
];
const REDIS = [
  // The package redis-tools holds the server's program, under this name and that of its file checker, and starts no service;
  // the package redis-server only adds the service.
  { what: 'redis-tools', commands: ['redis-check-rdb'], packages: ['redis-tools'] },
];

/**
 * Makes sure that everything is there.
 *
 * @param {{ tests?: boolean }} [options]
 * @returns {string[]} what is missing and could not be brought, one sentence each
 */
export function setup({ tests = false } = {}) {
  const problem = bringPackages();
  if (problem !== undefined) return [problem];
  if (process.platform !== 'linux') return [notLinux()];
  return bringPrograms(tests ? [...SANDBOX, ...BROWSER, ...REDIS] : SANDBOX);
}

/**
 * Makes sure that the packages and Node.js 24 are there.
 *
 * @returns {string | undefined} a problem
 */
export function bringPackages() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    return `Node.js 20 or newer is needed to start; this is ${process.versions.node}.`;
  }
  const stampFile = join(ROOT, 'node_modules', '.toolgate-setup');
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  const stamp = `${lock} ${process.platform} ${process.arch}\n`;
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && existsSync(ownNode())) return undefined;

  say('bringing the packages (npm ci), once');
  rmSync(stampFile, { force: true });
  // Without install scripts; then those of the packages above, by name. Whatever npm's version and its own setting for it.
  const problem = npm(['ci', '--ignore-scripts']) ?? npm(['rebuild', '--ignore-scripts=false', ...BUILD]);
  if (problem !== undefined) return problem;
  const node = spawnSync(ownNode(), ['--version'], { encoding: 'utf8' });
  if (node.status !== 0) return `The package "node" brought no program that runs here (${ownNode()}).`;
  writeFileSync(stampFile, stamp);
  return undefined;
}

/** Node.js of the version that Toolgate is written for. */
export function ownNode() {
  return join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * @param {string[]} args
 * @returns {string | undefined} a problem
 */
function npm(args) {
  const cli = process.env['npm_execpath'];
  // Called by npm: the same npm, with the Node.js that runs it. Else the one on the path.
  const [command, ...before] = cli?.endsWith('.js') ? [process.execPath, cli] : ['npm'];
  const env = { ...process.env };
  // An empty HOME would put npm's cache into the root folder; unset, npm asks the system.
  if (env['HOME'] === '') delete env['HOME'];
  const run = spawnSync(command, [...before, ...args], { cwd: ROOT, env, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
  if (run.status === 0) return undefined;
  if (run.error !== undefined)
    return `npm could not be started (${run.error.message}). It comes with Node.js; Debian: apt-get install npm`;
  process.stderr.write(`${run.stdout}${run.stderr}`);
  return `npm ${args.join(' ')} failed; its messages are above.`;
}

/**
 * @param {typeof SANDBOX} programs
 * @returns {string[]} problems
 */
function bringPrograms(programs) {
  const missing = programs.filter((program) => !isThere(program));
  if (missing.length === 0) return [];
  const packages = missing.flatMap((program) => program.packages);
  const byHand = `Missing: ${missing.map(({ what }) => what).join(', ')}. Install it, then run the command again: on Debian and Ubuntu \`sudo apt-get install ${packages.join(' ')}\`, elsewhere the packages of these names.`;
  if (process.getuid?.() !== 0) return [byHand];
  if (!onPath('apt-get')) return [byHand];

  say(`installing ${packages.join(', ')} (apt-get)`);
  // Lists may be missing (a fresh container) or old; where updating fails, those that are there may still do.
  apt(['update']);
  const problem = apt(['install', '--yes', '--no-install-recommends', ...packages]);
  if (problem !== undefined) process.stderr.write(problem);
  return missing.some((program) => !isThere(program)) ? [`apt-get failed; its messages are above. ${byHand}`] : [];
}

/**
 * @param {string[]} args
 * @returns {string | undefined} what apt-get said when it failed
 */
function apt(args) {
  const options = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = spawnSync('apt-get', [...options, ...args], { env, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
  return run.status === 0 ? undefined : `${run.stdout ?? ''}${run.stderr ?? ''}${run.error?.message ?? ''}`;
}

/** @param {typeof SANDBOX[number]} program */
function isThere({ commands, folders = [] }) {
  return commands.some(onPath) || folders.some((folder) => existsSync(folder));
}

/** @param {string} command */
function onPath(command) {
  if (command === '') return false;
  if (command.includes('/')) return isExecutable(command);
  // Administration programs stand where not every user's path leads.
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/sbin', '/sbin'];
  return folders.some((folder) => folder !== '' && isExecutable(join(folder, command)));
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const notLinux = () =>
  `The sandbox needs Linux (bubblewrap); this is ${process.platform}. Run it in a Linux container or virtual machine.`;

/** @param {string} text */
function say(text) {
  process.stderr.write(`toolgate: ${text}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tests = process.argv.includes('--tests');
  const missing = setup({ tests });
  for (const line of missing) say(line);
  // Without packages nothing runs, and without its parts a test would only fail later. A missing sandbox alone is the
  // crawl's own clear error: what is known already can be shown without it.
  if (missing.length > 0 && (tests || !existsSync(ownNode()))) process.exitCode = 4;
}
