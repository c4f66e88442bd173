import { readFileSync } from 'node:fs';
import { Command, CommanderError } from '@commander-js/extra-typings';
import { EXIT, Rejected } from '../catalog/errors.ts';
import { buildCommand } from './commands/build.ts';
import { classifyCommand } from './commands/classify.ts';
import { crawlCommand } from './commands/crawl.ts';
import { diffCommand } from './commands/diff.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { importCommand } from './commands/import.ts';
import { inspectCommand } from './commands/inspect.ts';
import { policyCommand } from './commands/policy.ts';
import { reportCommand } from './commands/report.ts';
import { reviewCommand } from './commands/review.ts';
import { serveCommand } from './commands/serve.ts';
import { startCommand } from './commands/start.ts';
import { statusCommand } from './commands/status.ts';
import { workerCommand } from './commands/worker.ts';
import { reportError } from './error-sink.ts';
import type { CommandContext, Io } from './io.ts';

/** Every command, in the order of the help. */
const COMMANDS = [
  startCommand,
  crawlCommand,
  workerCommand,
  importCommand,
  classifyCommand,
  inspectCommand,
  reviewCommand,
  buildCommand,
  exportCommand,
  serveCommand,
  statusCommand,
  reportCommand,
  explainCommand,
  diffCommand,
  policyCommand,
] as const;

/**
 * Runs one command line.
 *
 * @param argv arguments after the program's name
 * @returns the exit code: 0 done, 1 partial, 2 usage, 3 network, 4 internal
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let exitCode: number = EXIT.done;
  const asJson = argv.includes('--json');
  const context: CommandContext = {
    io,
    exit: (code) => {
      exitCode = code;
    },
  };
  const program = new Command('toolgate')
    .description(
      'An open risk catalogue for the tools of MCP servers: what a tool can do, and the policy to put in front of it.',
    )
    .version(versionOf())
    .showHelpAfterError('(--help says more)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => asJson || io.stderr.write(text),
    })
    .addHelpText('after', '\nExit codes: 0 done, 1 done in part, 2 usage, 3 network, 4 internal.');
  for (const make of COMMANDS) program.addCommand(make(context).copyInheritedSettings(program));

  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Help and version end the program without being errors; what commander refuses, it has explained.
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.done;
      return asJson ? reportError(io, new Rejected(error.message.replace(/^error: /, '')), asJson) : EXIT.usage;
    }
    if (io.signal.aborted) {
      return reportError(io, new Rejected('stopped'), asJson) && EXIT.partial;
    }
    return reportError(io, error, asJson);
  }
}

function versionOf(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}
