import { exitCodeOf, EXIT } from '../catalog/errors.ts';
import { inDollars } from '../crawler/classify/llm/money/price.ts';
import type { AskOptions, AskResult } from '../crawler/stages/ask.ts';
import type { AskEstimate, LookEstimate } from '../crawler/stages/estimate-ask.ts';
import { count } from './words.ts';

/** The exit code for how a run of questions ended. */
export function askExitCode({ ending, counts }: AskResult): number {
  if (ending.kind === 'trouble') return exitCodeOf(ending.error);
  const whole = ending.kind === 'done' && ending.unanswered === 0 && counts.elsewhere === 0;
  return whole ? EXIT.done : EXIT.partial;
}

/** What a run of questions came to, in lines for people. */
export function askLines({ counts, ending, spent }: AskResult, { price, budget, model }: AskOptions): string[] {
  const { due, finished, left, requests, elsewhere } = counts;
  const money = price === undefined ? 'at a price that is not known' : `for ${inDollars(spent)}`;
  const limit = budget === undefined ? '' : ` of ${inDollars(budget)}`;
  const lines = [
    `${model}: ${finished} of ${count(due, 'definition')} settled, in ${count(requests, 'request')} ${money}${limit}`,
  ];
  if (elsewhere > 0) lines.push(elsewhereLine(elsewhere));
  const rest = `${count(left, 'definition')} left`;
  switch (ending.kind) {
    case 'done':
      if (left > 0) lines.push(`${rest} without an answer; the same command asks again`);
      break;
    case 'budget':
      lines.push(
        ending.overrun
          ? `the server reports more tokens than a request can have had, so nothing further was sent; ${rest}`
          : `the next request could exceed the budget; ${rest}`,
      );
      break;
    case 'stopped':
      lines.push(`stopped; ${rest}, the same command goes on`);
      break;
    case 'trouble':
      lines.push(`${rest}, the same command goes on`);
      break;
    case 'waiting':
      lines.push(`${count(ending.batches, 'batch', 'batches')} under way; run the same command again to collect`);
      break;
    case 'broken-off':
      lines.push(`a batch was ${ending.status} by the provider; ${rest}, the same command orders them again`);
      break;
    default:
      ending satisfies never;
  }
  return lines;
}

/** What was not asked because a batch of another run asks it. */
export function elsewhereLine(elsewhere: number): string {
  const ways = '--batch at the server that has them collects them, --abandon-batches gives them up';
  return `${count(elsewhere, 'definition')} left to batches that are under way: ${ways}`;
}

/** The same for programs. Amounts in US dollars. */
export function askJson({ counts, ending, spent }: AskResult, { model, price, budget }: AskOptions) {
  const error = ending.kind === 'trouble' ? { message: ending.error.message, hint: ending.error.hint } : undefined;
  return {
    model,
    ...counts,
    ended: ending.kind,
    spentUsd: price === undefined ? null : spent / 1e9,
    budgetUsd: budget === undefined ? null : budget / 1e9,
    ...(error === undefined ? {} : { error }),
  };
}

/** An estimate in lines for people. */
export function estimateLines({ first, second }: AskEstimate, { model }: AskOptions): string[] {
  const look = (what: string, { requests, tokensIn, tokensOut, cost, usualCost }: LookEstimate) => {
    const money =
      cost === undefined || usualCost === undefined
        ? 'cost not known: give --price-in and --price-out'
        : `at most ${inDollars(cost)}, usually about ${inDollars(usualCost)}`;
    const tokens = `at most ${tokensIn.toLocaleString('en')} tokens in and ${tokensOut.toLocaleString('en')} out`;
    return `  ${what}: ${count(requests, 'request')}, ${tokens}; ${money}`;
  };
  return [
    `${model} would be asked about ${count(first.tools, 'definition')}`,
    look('first look', first),
    look(`second look, if all ${second.tools} needed one`, second),
    'Answers that cannot be used are asked for once more; --budget holds in any case. Nobody was asked.',
  ];
}

/** The same for programs. */
export function estimateJson({ first, second }: AskEstimate, { model }: AskOptions) {
  const look = ({ cost, usualCost, ...rest }: LookEstimate) => ({
    ...rest,
    maxUsd: cost === undefined ? null : cost / 1e9,
    usualUsd: usualCost === undefined ? null : usualCost / 1e9,
  });
  return { model, first: look(first), second: look(second) };
}
