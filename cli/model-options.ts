import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { Rejected } from '../catalog/errors.ts';
import { nano, type Price } from '../crawler/classify/llm/money/price.ts';
import { priceOf } from '../crawler/classify/llm/money/price-table.ts';
import { openModelServer, type ModelServer } from '../crawler/classify/llm/server/client.ts';
import type { AskOptions } from '../crawler/stages/ask.ts';
import type { Io } from './io.ts';
import { wholeNumber } from './options.ts';

/** Where OpenAI itself is, when nobody names another server. */
const OPENAI = 'https://api.openai.com/v1';
/** Sent to servers that want no key; their clients have to send something. */
const NO_KEY = 'none';
/** Bytes of the tools of one request; a tool that is larger goes alone. */
const GROUP_BYTES = 40_000;

const HEADING = 'Language model:';
const option = <Flags extends string>(flags: Flags, description: string) =>
  new Option(flags, description).helpGroup(HEADING);

export const modelOption = () => option('--model <id>', 'ask this model as well; nobody is asked without it');
export const baseUrlOption = () =>
  option('--base-url <url>', 'server of the model (default: OPENAI_BASE_URL, or OpenAI)').argParser(parseServerUrl);
export const askOption = () =>
  option('--ask <which>', 'open: where the rules are unsure, contradicted or steered; all: everything')
    .choices(['open', 'all'] as const)
    .default('open' as const);
export const budgetOption = () =>
  option('--budget <usd>', 'spend at most so many US dollars in this run').argParser(parseDollars);
export const noBudgetOption = () =>
  option('--no-budget', 'spend without limit; one of the two is needed unless the model is free');
export const abandonBatchesOption = () =>
  option(
    '--abandon-batches',
    'give up batches of this model that are not collected, count them as paid, and ask nobody',
  ).default(false);
export const priceInOption = () =>
  option('--price-in <usd>', 'US dollars per million tokens of input').argParser(parseDollars);
export const priceOutOption = () =>
  option('--price-out <usd>', 'US dollars per million tokens of output').argParser(parseDollars);
export const estimateOption = () => option('--estimate', 'say what asking would take, and ask nobody').default(false);
export const batchOption = () =>
  option('--batch', 'use the batch interface of the provider: half the price, up to a day').default(false);
export const noWaitOption = () =>
  option('--no-wait', 'with --batch: order and collect what is ready, do not wait for the rest');
export const requestsOption = () =>
  option('--concurrency <n>', 'requests under way at the same time').argParser(wholeNumber(1, 256)).default(4);
export const toolsPerRequestOption = () =>
  option('--tools-per-request <n>', 'tools asked about at once').argParser(wholeNumber(1, 50)).default(8);
export const maxAnswerTokensOption = () =>
  option(
    '--max-answer-tokens <n>',
    'longest answer, thinking included (default: 5,000, and 1,000 for each tool)',
  ).argParser(wholeNumber(200, 1_000_000));
export const timeoutOption = () =>
  option('--timeout <seconds>', 'longest time for one answer').argParser(wholeNumber(1, 3600)).default(180);

/** The options above as commander gives them. */
export interface ModelFlags {
  model?: string | undefined;
  baseUrl?: string | undefined;
  ask: 'open' | 'all';
  /** `false` for `--no-budget`. */
  budget?: number | boolean | undefined;
  priceIn?: number | undefined;
  priceOut?: number | undefined;
  estimate: boolean;
  batch: boolean;
  abandonBatches: boolean;
  wait: boolean;
  concurrency: number;
  toolsPerRequest: number;
  maxAnswerTokens?: number | undefined;
  timeout: number;
}

/** A model that is to be asked. */
export interface ChosenModel {
  options: AskOptions;
  /** Whether there is a key, or a server of one's own that wants none. */
  callable: boolean;
  /** Opens the server. @throws Rejected without a key */
  open(): ModelServer;
}

/**
 * What the options and the environment say about a model; `undefined` when none is named. A key alone names none, so that
 * nothing is ever sent by accident.
 *
 * @throws Rejected for options that do not go together
 */
export function chosenModel({ env, stderr }: Pick<Io, 'env' | 'stderr'>, flags: ModelFlags): ChosenModel | undefined {
  const { model, priceIn, priceOut, batch, wait } = flags;
  const budget = typeof flags.budget === 'number' ? flags.budget : undefined;
  if (model === undefined) {
    const given = { '--base-url': flags.baseUrl, '--budget': budget, '--price-in': priceIn, '--price-out': priceOut };
    const set = Object.entries(given)
      .filter(([, value]) => value !== undefined)
      .map(([name]) => name);
    if (flags.estimate) set.push('--estimate');
    if (batch) set.push('--batch');
    if (flags.abandonBatches) set.push('--abandon-batches');
    if (flags.budget === false) set.push('--no-budget');
    if (set.length > 0) throw new Rejected(`${set.join(', ')} without --model`, { hint: 'Name the model to ask.' });
    return undefined;
  }
  if (!wait && !batch) throw new Rejected('--no-wait without --batch', { hint: 'Only batches can be left alone.' });
  const ownServer = flags.baseUrl ?? envServer(env['OPENAI_BASE_URL']);
  const baseUrl = ownServer ?? OPENAI;
  const key = env['OPENAI_API_KEY']?.trim() || (ownServer === undefined ? undefined : NO_KEY);
  const price = givenPrice(flags, model, baseUrl);
  if (budget !== undefined && price === undefined) {
    throw new Rejected(`nobody knows what ${model} costs at ${new URL(baseUrl).host}, so no budget can be kept`, {
      hint: 'Give --price-in and --price-out, in US dollars per million tokens.',
    });
  }
  return {
    options: {
      model,
      price,
      baseUrl,
      ask: flags.ask,
      group: { tools: flags.toolsPerRequest, bytes: GROUP_BYTES },
      maxTokens: flags.maxAnswerTokens,
      budget: budget === undefined ? undefined : nano(budget),
      concurrency: flags.concurrency,
      batch: batch ? { wait } : undefined,
    },
    callable: key !== undefined,
    open() {
      if (key === undefined) {
        throw new Rejected('OPENAI_API_KEY is not set', {
          hint: 'Set it, or give --base-url for a server of your own that wants no key.',
        });
      }
      if (key !== NO_KEY && baseUrl.startsWith('http:') && price?.output !== 0) {
        stderr.write(`warning: the key is sent to ${new URL(baseUrl).host} without encryption\n`);
      }
      return openModelServer({
        baseUrl,
        apiKey: key,
        organization: env['OPENAI_ORG_ID'],
        project: env['OPENAI_PROJECT_ID'],
        timeoutMs: flags.timeout * 1000,
      });
    },
  };
}

/**
 * Asking for money takes a limit, or the word that there is none.
 *
 * @throws Rejected where neither was given for a model that is not free, as far as anybody knows
 */
export function requireBudget({ budget }: ModelFlags, { options: { model, price } }: ChosenModel): void {
  if (budget !== undefined) return;
  if (price !== undefined && price.input === 0 && price.output === 0) return;
  const known = price !== undefined;
  throw new Rejected(known ? `${model} costs money, and no --budget is given` : `nobody knows what ${model} costs`, {
    hint: known
      ? 'Give --budget, in US dollars, or --no-budget to ask without limit. --estimate says what it would take.'
      : 'Give --price-in, --price-out and --budget, or --no-budget to ask at any price.',
  });
}

function givenPrice({ priceIn, priceOut }: ModelFlags, model: string, baseUrl: string): Price | undefined {
  if ((priceIn === undefined) !== (priceOut === undefined)) {
    throw new Rejected('--price-in and --price-out belong together', { hint: 'Give both, or none.' });
  }
  const given = priceIn === undefined || priceOut === undefined ? undefined : { input: priceIn, output: priceOut };
  return priceOf(model, baseUrl, given);
}

/** The address of a server, or what is wrong with it. */
function serverUrl(text: string): { url: string } | { problem: string } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return { problem: 'Expected an http(s) URL, such as http://localhost:11434/v1.' };
  }
  if (url.username !== '' || url.password !== '') {
    return { problem: 'The key belongs into OPENAI_API_KEY, not into the URL.' };
  }
  return { url: url.href.replace(/\/+$/, '') };
}

function parseServerUrl(text: string): string {
  const found = serverUrl(text);
  if ('problem' in found) throw new InvalidArgumentError(found.problem);
  return found.url;
}

function envServer(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const found = serverUrl(text.trim());
  if ('problem' in found) throw new Rejected('OPENAI_BASE_URL is no address of a server', { hint: found.problem });
  return found.url;
}

function parseDollars(text: string): number {
  const n = Number(text);
  if (!/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) throw new InvalidArgumentError('Expected an amount such as 2.50.');
  return n;
}
