import type { Spend } from '../catalog/store/model-requests.ts';
import { inDollars } from '../crawler/classify/llm/money/price.ts';
import { count } from './words.ts';

/** What language models have cost so far, a line per model. */
export function spendLines(spend: readonly Spend[]): string[] {
  return spend.map(({ model, requests, cost, lost, open, unpriced, tokensIn, tokensOut }) => {
    const notes = [
      ...(lost > 0 ? [`${lost} without an answer, counted at their worst case`] : []),
      ...(open > 0 ? [`${open} under way`] : []),
      ...(unpriced > 0 ? [`${unpriced} at a price that is not known`] : []),
    ];
    const tokens = `${tokensIn.toLocaleString('en')} tokens in, ${tokensOut.toLocaleString('en')} out`;
    const remarks = notes.length > 0 ? ` (${notes.join('; ')})` : '';
    return `model ${model}: ${inDollars(cost)} for ${count(requests, 'request')}, ${tokens}${remarks}`;
  });
}

/** The same for programs, in US dollars. */
export function spendJson(spend: readonly Spend[]) {
  return spend.map(({ cost, ...rest }) => ({ ...rest, costUsd: cost / 1e9 }));
}
