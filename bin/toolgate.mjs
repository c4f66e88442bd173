#!/usr/bin/env node
/**
 * `toolgate`: starts the command line with the Node.js that Toolgate is written for. Plain JavaScript for any Node.js from 20
 * on, because `npx toolgate` runs with the machine's own.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
const OLDEST = 24;

const major = Number(process.versions.node.split('.')[0]);
const packages = fileURLToPath(new URL('../node_modules/.toolgate-setup', import.meta.url));
if (major >= OLDEST && existsSync(packages)) await import(MAIN);
else await runWithOwnNode();

async function runWithOwnNode() {
  const { bringPackages, ownNode } = await import('../scripts/setup.mjs');
  const problem = bringPackages();
  if (problem !== undefined) {
    process.stderr.write(`toolgate: ${problem}\n`);
    process.exitCode = 4;
    return;
  }
  const child = spawn(ownNode(), [MAIN, ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal sends its signals to both; one that was sent to this process alone is handed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  const { code, signal } = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (exitCode, exitSignal) => resolve({ code: exitCode, signal: exitSignal }));
  });
  if (signal === null) process.exitCode = code;
  else {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }
}
