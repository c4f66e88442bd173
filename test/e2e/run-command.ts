import { Readable, Writable } from 'node:stream';
import { run } from '../../cli/program.ts';

/** What a command line is run with; everything has a quiet default. */
export interface CommandSetting {
  stdin?: string | Buffer;
  env?: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  /** Called with everything that was written to standard output, whenever more is. */
  onOutput?: (text: string) => void;
  /** The same for standard error. */
  onErrors?: (text: string) => void;
}

export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command line in this process, with streams of its own. */
export async function runCommand(argv: readonly string[], setting: CommandSetting = {}): Promise<CommandResult> {
  const {
    stdin = '',
    env = {},
    signal = new AbortController().signal,
    onOutput = () => {},
    onErrors = () => {},
  } = setting;
  const said = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof said) =>
    new Writable({
      write(chunk, _, done) {
        said[name] += String(chunk);
        (name === 'stdout' ? onOutput : onErrors)(said[name]);
        done();
      },
    });
  const code = await run(argv, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env,
    signal,
  });
  return { code, ...said };
}

/** Rows as lines of a file. */
export const jsonLines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
