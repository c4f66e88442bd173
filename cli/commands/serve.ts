import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { EXIT, Rejected } from '../../catalog/errors.ts';
import { line, type CommandContext, type Io } from '../io.ts';
import { outOption, wholeNumber } from '../options.ts';
import { startServer } from '../server.ts';

/** Where the site is served; shared with `start`. */
export const hostOption = () => new Option('--host <host>', 'address to listen on').default('127.0.0.1');
export const portOption = () =>
  new Option('--port <n>', 'port to listen on, 0 for any (default: 4321 or the next free one)').argParser(
    wholeNumber(0, 65535),
  );

/** `toolgate serve` */
export function serveCommand({ io, exit }: CommandContext) {
  return new Command('serve')
    .summary('serve the published folder')
    .description('Serves what `toolgate build` wrote, until it is stopped with Ctrl-C.')
    .addOption(outOption())
    .addOption(hostOption())
    .addOption(portOption())
    .action(async (options) => {
      await serve(io, options);
      exit(EXIT.done);
    });
}

/** Serves a folder until the signal comes. */
export async function serve(
  io: Io,
  { out, host, port }: { out: string; host: string; port?: number | undefined },
): Promise<void> {
  if (!existsSync(join(out, 'index.html'))) {
    throw new Rejected(`${out} holds no site`, { hint: 'Build it first: toolgate build' });
  }
  const server = await startServer({ out, host, port });
  line(io.stdout, `serving ${out} at ${server.url} (Ctrl-C ends it)`);
  if (!io.signal.aborted) await new Promise((resolve) => io.signal.addEventListener('abort', resolve, { once: true }));
  await server.close();
}
