#!/usr/bin/env node
/**
 * `toolgate`: starts the command line with the Node.js that Toolgate is written for. Plain JavaScript for any Node.js from 20
 * on, because `npx toolgate` runs with the machine's own.
 */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { bringPackages, ownNode } from '../scripts/setup.mjs';

const MAIN = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
const OLDEST = 24;

const problem = bringPackages();
if (problem !== undefined) {
  process.stderr.write(`toolgate: ${problem}\n`);
  process.exitCode = 4;
} else if (Number(process.versions.node.split('.')[0]) >= OLDEST) await import(MAIN);
else await runWithOwnNode();

async function runWithOwnNode() {
  const child = spawn(ownNode(), [MAIN, ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both, and a second one would be taken for impatience. Everything else comes to this process
  // alone and is handed on.
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !terminal) child.kill(signal);
    });
  }
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
