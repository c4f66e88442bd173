import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface TestProcess {
  pid: number;
  /** Resolves when the program has written this line. */
  said(line: string): Promise<void>;
  /** Everything that it wrote to standard output so far. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  /** Ends it without any chance to tidy up, and waits until it is gone. */
  kill(): Promise<void>;
  /** Its exit code, once it has ended by itself. */
  ended: Promise<number | null>;
}

/**
 * Starts a program of `test/programs/` in a process of its own, killed when the running test ends.
 *
 * @param name file name in that folder
 */
export function startProgram(name: string, ...args: string[]): TestProcess {
  const program = join(import.meta.dirname, 'programs', name);
  const child: ChildProcess = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  let output = '';
  const waiting = new Set<() => void>();
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    for (const look of waiting) look();
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  const said = (line: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (output.split('\n').includes(line)) resolve();
      };
      waiting.add(look);
      look();
      void ended.then((code) => reject(new Error(`${name} ended with ${code} before it said "${line}":\n${output}`)));
    });
  const signal = (what: NodeJS.Signals) => void child.kill(what);
  return { pid: child.pid!, said, output: () => output, signal, kill, ended };
}
