import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import process from 'node:process';
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The comment at the head of a benchmark's file, which says what it does and how it is called. */
const HEAD = /^\/\*\*\n([^]*?)\n \*\/\n/;

/**
 * Reads the command line of a benchmark. `--help` prints the comment at the head of its file and ends the process with exit
 * code 0; what the benchmark does not know ends it with exit code 2, the mistake in one line and the comment below.
 *
 * @param file the benchmark's own file, `import.meta.filename`
 */
export function commandLine<T extends ParseArgsConfig>(file: string, config: T): ReturnType<typeof parseArgs<T>> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${usageOf(file)}\n`);
    process.exit(0);
  }
  try {
    const parsed = parseArgs<T>({ ...config, args });
    const [load] = loadavg();
    // A moment later: a benchmark that is called in a wrong way says that alone.
    setImmediate(() => sayLoad(load!));
    return parsed;
  } catch (error) {
    // Node.js says what is wrong in one sentence, and then what one may have meant.
    return refuse(file, error instanceof Error ? error.message : String(error));
  }
}

/** Times mean little on a machine that does something else; on standard error, since the figures are on standard output. */
function sayLoad(load: number): void {
  const warning =
    load > 1 ? '; warning: other work is going on, times say little, compare processor time or try again later' : '';
  process.stderr.write(`load average ${load.toFixed(1)} at the start${warning}\n`);
}

/** Ends the process with exit code 2: what was asked for cannot be done. */
export function refuse(file: string, mistake: string): never {
  process.stderr.write(`${mistake}\n\n${usageOf(file)}\n`);
  process.exit(2);
}

/** A flag's value as whole numbers from 1, separated by commas; anything else ends the process with exit code 2. */
export function wholeNumbers(file: string, flag: string, text: string): [number, ...number[]] {
  const numbers = text.split(',').map(Number);
  if (!numbers.every((number) => Number.isSafeInteger(number) && number >= 1)) {
    refuse(file, `--${flag} takes whole numbers from 1, not ${JSON.stringify(text)}`);
  }
  return numbers as [number, ...number[]];
}

function usageOf(file: string): string {
  const text = HEAD.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  return text.replaceAll(/^ \* ?/gm, '');
}
