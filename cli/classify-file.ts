import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EXIT, Rejected } from '../catalog/errors.ts';
import { type JsonLine, readJsonLines } from '../catalog/json-lines.ts';
import { parseTool } from '../catalog/parse-tool.ts';
import { openStore } from '../catalog/store/open.ts';
import type { AskResult } from '../crawler/stages/ask.ts';
import { askDefinitions } from '../crawler/stages/ask-definitions.ts';
import { listSource } from '../crawler/stages/ask-sources.ts';
import { estimateAsk } from '../crawler/stages/estimate-ask.ts';
import { askExitCode, askJson, askLines, estimateJson, estimateLines } from './ask-lines.ts';
import { classifyLine, type Readings } from './classify-lines.ts';
import { reportError } from './error-sink.ts';
import { openInput } from './input.ts';
import { json, line, type Io } from './io.ts';
import type { ChosenModel } from './model-options.ts';
import { progress } from './progress.ts';
import { withCatalogue, type WritingSession } from './with-catalogue.ts';
import { count } from './words.ts';
import { writeLines } from './write-lines.ts';

export interface FileOptions {
  input: string;
  output: string;
  json: boolean;
  quiet: boolean;
}

/** A model that is asked about the rows, and where its answers are kept. */
export interface FileModel {
  chosen: ChosenModel;
  estimate: boolean;
  /** A catalogue; without one, the answers are gone when the command ends. */
  db: string | undefined;
}

/**
 * `toolgate classify --input … --output …`: one verdict per row, in order. With a model, the rows are read to the end first,
 * since it is asked about several at once.
 */
export async function classifyFile(io: Io, options: FileOptions, model?: FileModel): Promise<number> {
  if (options.json && options.output === '-' && model?.estimate !== true) {
    throw new Rejected('--json and verdicts cannot both be written to standard output', {
      hint: 'Give --output a file.',
    });
  }
  if (model?.chosen.options.batch !== undefined && model.db === undefined && !model.estimate) {
    throw new Rejected('--batch without --db: nobody would know of the batch when the command ends', {
      hint: 'Name a catalogue with --db; it is made when it is not there.',
    });
  }
  const lines = readJsonLines(await openInput(io, options.input));
  if (model === undefined) return writeVerdicts(io, options, lines);

  const rows: JsonLine[] = [];
  for await (const row of lines) rows.push(row);
  const definitions = rows.flatMap((row) => {
    const parsed = 'value' in row ? parseTool(row.value, row.line - 1) : undefined;
    return parsed !== undefined && 'tool' in parsed ? [parsed.tool] : [];
  });
  return withAnswers(io, model.db, options.quiet, async ({ store, context }) => {
    const { chosen } = model;
    if (model.estimate) {
      const estimate = estimateAsk(store, listSource(definitions), chosen.options);
      if (options.json) json(io.stdout, { command: 'classify', estimate: estimateJson(estimate, chosen.options) });
      else for (const text of estimateLines(estimate, chosen.options)) line(io.stdout, text);
      return EXIT.done;
    }
    const server = chosen.open();
    try {
      const asked = await askDefinitions(store, definitions, server, chosen.options, context);
      const code = await writeVerdicts(io, options, rows, { readings: asked.reading, asked, chosen });
      return Math.max(code, askExitCode(asked));
    } finally {
      await server.close();
    }
  });
}

interface Asked {
  readings: Readings;
  asked: AskResult;
  chosen: ChosenModel;
}

async function writeVerdicts(
  io: Io,
  { output, json: asJson, quiet }: FileOptions,
  lines: AsyncIterable<JsonLine> | Iterable<JsonLine>,
  model?: Asked,
): Promise<number> {
  let rows = 0;
  let bad = 0;
  await writeLines(io, output, async (write) => {
    for await (const row of lines) {
      if (io.signal.aborted) return;
      const { text, problem } = classifyLine(row, model?.readings);
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
      ...(model === undefined ? {} : { asked: askJson(model.asked, model.chosen.options) }),
    });
  else if (!quiet) {
    line(io.stderr, `${count(rows, 'row')} classified${bad > 0 ? `, ${bad} of them no tool definitions` : ''}`);
    if (model !== undefined) {
      for (const text of askLines(model.asked, model.chosen.options)) line(io.stderr, text);
    }
  }
  if (model?.asked.ending.kind === 'trouble') reportError(io, model.asked.ending.error, asJson);
  return stopped || bad > 0 ? EXIT.partial : EXIT.done;
}

/** Answers are kept in the catalogue that is named, else in one that is deleted at the end. */
async function withAnswers(
  io: Io,
  db: string | undefined,
  quiet: boolean,
  work: (session: WritingSession) => Promise<number>,
): Promise<number> {
  if (db !== undefined) {
    const { code } = await withCatalogue(io, { db, command: 'classify', quiet }, async (session) => ({
      stages: {},
      code: await work(session),
    }));
    return code;
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'toolgate-answers-'));
  const store = openStore(path.join(folder, 'answers.sqlite'));
  try {
    return await work({ store, context: { runId: 0, report: progress(io, { quiet }), signal: io.signal } });
  } finally {
    store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
