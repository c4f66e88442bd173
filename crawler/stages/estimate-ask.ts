import type { Store } from '../../catalog/store/open.ts';
import { openAsking } from '../classify/llm/ask/asking.ts';
import type { Question } from '../classify/llm/ask/question.ts';
import { costOf } from '../classify/llm/money/price.ts';
import { usualTokens } from '../classify/llm/money/token-bound.ts';
import { promptVersion } from '../classify/llm/prompt/prompt-version.ts';
import { type AskOptions, dueDefinitions } from './ask.ts';
import type { AskSource } from './ask-sources.ts';

/** What requests would cost. Amounts are billionths of a US dollar; `undefined` where no price is known. */
export interface LookEstimate {
  tools: number;
  requests: number;
  /** At most. */
  tokensIn: number;
  tokensOut: number;
  cost: number | undefined;
  /** As usual: four bytes to a token, 250 tokens of answer per tool. */
  usualCost: number | undefined;
}

export interface AskEstimate {
  first: LookEstimate;
  /** If the model had to look at every tool a second time. */
  second: LookEstimate;
}

const USUAL_ANSWER = 250;

/** What it would take to ask about everything that is due. Nobody is called and nothing is stored. */
export function estimateAsk(
  store: Store,
  source: AskSource,
  {
    model,
    price,
    group,
    maxTokens,
    ask,
    batch,
  }: Pick<AskOptions, 'model' | 'price' | 'group' | 'maxTokens' | 'ask' | 'batch'>,
): AskEstimate {
  const kind = batch === undefined ? 'sync' : 'batch';
  const asking = openAsking(store, { model, price, group, maxTokens }, promptVersion(), (hash) =>
    source.definition(hash),
  );
  const questions = dueDefinitions(asking, source, ask).flatMap((hash) => asking.next(hash) ?? []);

  const add = (look: LookEstimate, asked: Question[]) => {
    const {
      line,
      inputBound,
      maxTokens: answer,
    } = asking.request('0'.repeat(32), asked, kind, {
      modelRunId: 0,
      batchId: null,
    });
    const usual = {
      input: usualTokens(inputBound),
      cached: 0,
      cacheWrite: 0,
      output: USUAL_ANSWER * (asked.length + 1),
    };
    look.tools += asked.length;
    look.requests += 1;
    look.tokensIn += inputBound;
    look.tokensOut += answer;
    if (line.worstCost === null || price === undefined) return;
    look.cost = (look.cost ?? 0) + line.worstCost;
    look.usualCost = (look.usualCost ?? 0) + costOf(usual, price, kind);
  };

  const all = (list: Question[]): LookEstimate => {
    const known = price === undefined ? undefined : 0;
    const look = { tools: 0, requests: 0, tokensIn: 0, tokensOut: 0, cost: known, usualCost: known };
    for (const question of list.filter(({ alone }) => alone)) add(look, [question]);
    const together = list.filter(({ alone }) => !alone);
    while (together.length > 0) add(look, asking.group(together));
    return look;
  };
  const first = questions.filter(({ look }) => look === 'full');
  const begun = questions.filter(({ look }) => look === 'structure');
  const again = first.map(({ hash }): Question => ({ hash, look: 'structure', alone: false }));
  return { first: all(first), second: all([...begun, ...again]) };
}
