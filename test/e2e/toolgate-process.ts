import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';

/** The program as users start it. */
const PROGRAM = path.resolve(import.meta.dirname, '../../bin/toolgate.mjs');

/** How a process ended. */
export interface Ending {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A `toolgate` command that runs. */
export interface ToolgateProcess {
  pid: number;
  /** Resolves with the match once standard error says this; rejects when it ends without. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  stderr(): string;
  stdin: NodeJS.WritableStream;
  signal(name: NodeJS.Signals): void;
  ended: Promise<Ending>;
}

/** Starts `toolgate` in a process of its own, with this environment and no other. */
export function startToolgate(args: readonly string[], env: NodeJS.ProcessEnv): ToolgateProcess {
  const child = spawn(process.execPath, [PROGRAM, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
      for (const look of waiting) look();
    });
  }
  // A killed process no longer reads; that is what such a test is about.
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(([code]): Ending => ({ code: code as number | null, ...said }));
  return {
    pid: child.pid!,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(said.stderr);
          if (match !== null) resolve(match);
        };
        waiting.add(look);
        look();
        void ended.then(({ code }) =>
          reject(new Error(`ended with ${code} before it said ${pattern}:\n${said.stderr}`)),
        );
      }),
    stderr: () => said.stderr,
    stdin: child.stdin,
    signal: (name) => void child.kill(name),
    ended,
  };
}
