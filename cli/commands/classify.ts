import { Command } from '@commander-js/extra-typings';
import { EXIT, Rejected } from '../../catalog/errors.ts';
import { openStore } from '../../catalog/store/open.ts';
import { type AskResult, askModel } from '../../crawler/stages/ask.ts';
import { catalogueSource } from '../../crawler/stages/ask-sources.ts';
import { classifyTools, type ClassifyCounts } from '../../crawler/stages/classify.ts';
import { estimateAsk } from '../../crawler/stages/estimate-ask.ts';
import { loadOverrides } from '../../crawler/stages/load-overrides.ts';
import { abandon } from '../abandon-batches.ts';
import { askExitCode, askJson, askLines, estimateJson, estimateLines } from '../ask-lines.ts';
import { classifyFile } from '../classify-file.ts';
import { reportError } from '../error-sink.ts';
import { explain } from '../explain.ts';
import { json, line, type CommandContext, type Io } from '../io.ts';
import * as model from '../model-options.ts';
import { dbOption, jsonOption, quietOption } from '../options.ts';
import { withCatalogue, type StageCounts } from '../with-catalogue.ts';
import { count } from '../words.ts';

interface CatalogueOptions {
  db: string;
  json: boolean;
  quiet: boolean;
}

/** `toolgate classify` */
export function classifyCommand({ io, exit }: CommandContext) {
  const command = new Command('classify')
    .summary('give a verdict to every tool that is new, changed, or judged by older rules')
    .description(
      'Classifies the tools of the catalogue whose definition, override or rules changed. With --input and --output it ' +
        'needs no catalogue: rows {server, name, …} in, one verdict per row out, in order. With --model, a language model is ' +
        'asked as well; its facts can raise what the rules say and settle what they cannot tell.',
    )
    .option('--input <file>', 'file of JSON lines to classify (.gz is unpacked), - for standard input')
    .option('--output <file>', 'where the verdicts go as JSON lines, - for standard output')
    .option('--explain <tool...>', 'show how the verdict on one tool comes about: server/tool, or server and tool')
    .addOption(dbOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .addOption(model.modelOption())
    .addOption(model.baseUrlOption())
    .addOption(model.askOption())
    .addOption(model.budgetOption())
    .addOption(model.noBudgetOption())
    .addOption(model.priceInOption())
    .addOption(model.priceOutOption())
    .addOption(model.estimateOption())
    .addOption(model.batchOption())
    .addOption(model.noWaitOption())
    .addOption(model.abandonBatchesOption())
    .addOption(model.requestsOption())
    .addOption(model.toolsPerRequestOption())
    .addOption(model.maxAnswerTokensOption())
    .addOption(model.timeoutOption())
    .addHelpText(
      'after',
      `
The key is read from OPENAI_API_KEY. docs/classify-with-a-model.md says what is sent and what it costs.

Examples:
  toolgate classify
  toolgate classify --model gpt-5-nano --estimate
  toolgate classify --model gpt-5-nano --budget 5
  toolgate classify --model qwen3:14b --base-url http://localhost:11434/v1
  toolgate classify --model gpt-5-nano --ask all --batch --no-wait --budget 20
  toolgate classify --explain io.github.example/notes/delete_note --model gpt-5-nano`,
    );
  return command.action(async ({ input, output, explain: names, ...options }) => {
    const chosen = model.chosenModel(io, options);
    if (chosen !== undefined && options.abandonBatches) {
      if (names !== undefined || input !== undefined || output !== undefined || options.estimate || options.batch) {
        throw new Rejected('--abandon-batches takes --model and --db, and does nothing else', { hint: 'See --help.' });
      }
      exit(await abandon(io, options, chosen.options.model));
      return;
    }
    if (names !== undefined) {
      if (names.length > 2 || input !== undefined || output !== undefined || options.estimate) {
        throw new Rejected('--explain takes one tool of the catalogue, and no file', { hint: 'See --help.' });
      }
      exit(await explain(io, { ...options, names }, chosen));
      return;
    }
    if (chosen !== undefined && !options.estimate) model.requireBudget(options, chosen);
    if (input !== undefined || output !== undefined) {
      const file = { ...options, input: input ?? '-', output: output ?? '-' };
      const db = command.getOptionValueSource('db') === 'cli' ? options.db : undefined;
      exit(await classifyFile(io, file, chosen && { chosen, db, estimate: options.estimate }));
      return;
    }
    if (chosen !== undefined && options.estimate) estimate(io, options, chosen);
    else exit(await classifyCatalogue(io, options, chosen));
  });
}

function estimate(io: Io, { db, json: asJson }: CatalogueOptions, { options }: model.ChosenModel): void {
  const store = openStore(db, { readonly: true });
  try {
    const found = estimateAsk(store, catalogueSource(store, loadOverrides()), options);
    if (asJson) json(io.stdout, { command: 'classify', estimate: estimateJson(found, options) });
    else for (const text of estimateLines(found, options)) line(io.stdout, text);
  } finally {
    store.close();
  }
}

async function classifyCatalogue(
  io: Io,
  options: CatalogueOptions,
  chosen: model.ChosenModel | undefined,
): Promise<number> {
  const server = chosen?.open();
  try {
    const { stages, asked } = await withCatalogue(
      io,
      { ...options, command: 'classify', existing: true },
      async ({ store, context }) => {
        const overrides = loadOverrides();
        const result =
          chosen && server
            ? await askModel(store, catalogueSource(store, overrides), server, chosen.options, context)
            : undefined;
        const classify = classifyTools(store, overrides, context);
        const all: StageCounts & { classify: ClassifyCounts } = {
          ...(result === undefined ? {} : { ask: result.counts }),
          classify,
        };
        return { stages: all, asked: result, partial: result !== undefined && askExitCode(result) !== EXIT.done };
      },
    );
    show(io, options.json, stages, asked, chosen);
    if (asked?.ending.kind === 'trouble') reportError(io, asked.ending.error, options.json);
    const partial = io.signal.aborted || stages.classify.staleOverrides > 0;
    return Math.max(partial ? EXIT.partial : EXIT.done, asked === undefined ? EXIT.done : askExitCode(asked));
  } finally {
    await server?.close();
  }
}

function show(
  io: Io,
  asJson: boolean,
  stages: StageCounts & { classify: ClassifyCounts },
  asked: AskResult | undefined,
  chosen: model.ChosenModel | undefined,
): void {
  const { tools, classified, unclassified, overridden, staleOverrides } = stages.classify;
  const answers = asked === undefined || chosen === undefined ? undefined : { asked, options: chosen.options };
  if (asJson) {
    const partial = asked !== undefined && askExitCode(asked) !== EXIT.done;
    const status = io.signal.aborted ? 'stopped' : partial ? 'partial' : 'done';
    const said = answers && askJson(answers.asked, answers.options);
    json(io.stdout, { command: 'classify', status, stages, ...(said === undefined ? {} : { asked: said }) });
    return;
  }
  if (answers !== undefined) for (const text of askLines(answers.asked, answers.options)) line(io.stdout, text);
  line(
    io.stdout,
    `${count(tools, 'tool')} looked at, ${count(classified, 'definition')} classified (${unclassified} as Unclassified, ${overridden} by override)`,
  );
  if (staleOverrides > 0)
    line(io.stdout, `${count(staleOverrides, 'override')} no longer apply: \`toolgate status\` names them`);
}
