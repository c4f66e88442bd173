/**
 * Runs every check, one after the other, and says at the end how many passed; each test counts, and each other check as one.
 *
 *   node scripts/check.mjs            everything
 *   node scripts/check.mjs types lint only these, by name
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = [
  'api',
  'attacks',
  'bench',
  'bin',
  'catalog',
  'cli',
  'crawler',
  'output',
  'policy',
  'publish',
  'scripts',
  'site',
  'test',
];
const scratch = mkdtempSync(join(tmpdir(), 'toolgate-check-'));
const testReport = join(scratch, 'tests.json');

/** Name, command; quick ones first. */
const CHECKS = {
  format: ['oxfmt', '--check', '.'],
  // Makes the types of the Astro pages, which the type check of the other files needs.
  pages: ['astro', 'check', '--minimumFailingSeverity', 'hint'],
  types: ['tsc', '--noEmit'],
  lint: ['oxlint', '--deny-warnings'],
  dependencies: ['depcruise', '--config', '.dependency-cruiser.mjs', ...SOURCES],
  unused: ['knip', '--treat-config-hints-as-errors'],
  tests: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${testReport}`],
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in CHECKS));
if (unknown.length > 0) {
  process.stderr.write(`no such check: ${unknown.join(', ')}; there are ${Object.keys(CHECKS).join(', ')}\n`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
const failures = [];
try {
  for (const [name, [command, ...args]] of Object.entries(CHECKS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const started = Date.now();
    const ok = run(command, args);
    console.log(`${ok ? 'ok' : 'FAILED'}  ${name}  ${((Date.now() - started) / 1000).toFixed(1)} s`);
    if (!ok) failures.push(name);
    if (name === 'tests') countTests(ok);
    else if (ok) passed += 1;
    else failed += 1;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (failures.length > 0) console.log(`failed: ${failures.join(', ')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const bin = join(ROOT, 'node_modules', '.bin');
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}`, ASTRO_TELEMETRY_DISABLED: '1' };
  return spawnSync(command, args, { cwd: ROOT, env, stdio: 'inherit' }).status === 0;
}

/**
 * A test that was skipped counts as neither; a run that left no report, or failed without a failed test, counts as one failure.
 *
 * @param {boolean} ok
 */
function countTests(ok) {
  try {
    const report = JSON.parse(readFileSync(testReport, 'utf8'));
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    if (!ok && report.numFailedTests === 0) failed += 1;
  } catch {
    failed += 1;
  }
}
