import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { Command } from '@commander-js/extra-typings';
import { EXIT, Rejected } from '../../catalog/errors.ts';
import { readJsonLines } from '../../catalog/json-lines.ts';
import { classifyTools } from '../../crawler/stages/classify.ts';
import { loadOverrides } from '../../crawler/stages/load-overrides.ts';
import { classifyLine } from '../classify-lines.ts';
import { openInput } from '../input.ts';
import { json, line, type CommandContext, type Io } from '../io.ts';
import { dbOption, jsonOption, quietOption } from '../options.ts';
import { withCatalogue } from '../with-catalogue.ts';
import { count } from '../words.ts';

interface FileOptions {
  input: string;
  output: string;
  json: boolean;
  quiet: boolean;
}

/** `toolgate classify` */
export function classifyCommand({ io, exit }: CommandContext) {
  return new Command('classify')
    .summary('give a verdict to every tool that is new, changed, or judged by older rules')
    .description(
      'Classifies the tools of the catalogue whose definition, override or rules changed. With --input and --output it ' +
        'needs no catalogue: rows {server, name, …} in, one verdict per row out, in order.',
    )
    .option('--input <file>', 'file of JSON lines to classify (.gz is unpacked), - for standard input')
    .option('--output <file>', 'where the verdicts go as JSON lines, - for standard output')
    .addOption(dbOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async ({ input, output, ...options }) => {
      if (input !== undefined || output !== undefined) {
        exit(await classifyFile(io, { input: input ?? '-', output: output ?? '-', ...options }));
        return;
      }
      const { stages } = await withCatalogue(
        io,
        { ...options, command: 'classify', existing: true },
        ({ store, context }) =>
          Promise.resolve({ stages: { classify: classifyTools(store, loadOverrides(), context) } }),
      );
      const { tools, classified, unclassified, overridden, staleOverrides } = stages.classify;
      if (options.json)
        json(io.stdout, { command: 'classify', status: io.signal.aborted ? 'stopped' : 'done', stages });
      else {
        line(
          io.stdout,
          `${count(tools, 'tool')} looked at, ${count(classified, 'definition')} classified (${unclassified} as Unclassified, ${overridden} by override)`,
        );
        if (staleOverrides > 0)
          line(io.stdout, `${count(staleOverrides, 'override')} no longer apply: \`toolgate status\` names them`);
      }
      exit(io.signal.aborted || staleOverrides > 0 ? EXIT.partial : EXIT.done);
    });
}

async function classifyFile(io: Io, { input, output, json: asJson, quiet }: FileOptions): Promise<number> {
  if (asJson && output === '-') {
    throw new Rejected('--json and verdicts cannot both be written to standard output', {
      hint: 'Give --output a file.',
    });
  }
  let rows = 0;
  let bad = 0;
  const lines = readJsonLines(await openInput(io, input));
  await writeLines(io, output, async (write) => {
    for await (const row of lines) {
      if (io.signal.aborted) return;
      const { text, problem } = classifyLine(row);
      rows += 1;
      if (problem !== undefined) {
        bad += 1;
        line(io.stderr, `line ${row.line} ${problem}`);
      }
      await write(`${text}\n`);
    }
  });
  const stopped = io.signal.aborted;
  if (asJson)
    json(io.stdout, {
      command: 'classify',
      status: stopped ? 'stopped' : bad > 0 ? 'partial' : 'done',
      rows,
      refused: bad,
    });
  else if (!quiet)
    line(io.stderr, `${count(rows, 'row')} classified${bad > 0 ? `, ${bad} of them no tool definitions` : ''}`);
  return stopped || bad > 0 ? EXIT.partial : EXIT.done;
}

/**
 * A file appears whole, under its own name only when it is finished; what was stopped leaves nothing behind. What is no
 * regular file (a pipe, a device) is written to as it is, never replaced.
 */
async function writeLines(
  io: Io,
  output: string,
  produce: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  if (output === '-') return produce((text) => writeTo(io.stdout, text));
  const existing = await stat(output).catch(() => undefined);
  const inPlace = existing !== undefined && !existing.isFile();
  const target = inPlace ? output : `${output}.part`;
  const stream = createWriteStream(target);
  const failed = new AbortController();
  stream.on('error', (cause) => failed.abort(new Rejected(`cannot write ${output}`, { cause })));
  try {
    await produce(async (text) => {
      await writeTo(stream, text, failed.signal);
    });
    stream.end();
    await finished(stream).catch(() => {});
    failed.signal.throwIfAborted();
    if (!inPlace && !io.signal.aborted) await rename(target, output);
  } catch (error) {
    failed.signal.throwIfAborted();
    throw error;
  } finally {
    stream.destroy();
    if (!inPlace) await rm(target, { force: true });
  }
}

/** Writes, and waits while the reader is behind. */
async function writeTo(stream: NodeJS.WritableStream, text: string, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (!stream.write(text)) await once(stream, 'drain', { signal });
}
