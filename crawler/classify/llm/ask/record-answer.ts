import type { ModelAnswer } from '../../../../catalog/model/model-answer.ts';
import { checkAnswer, type ToolOutcome, type Unusable } from '../answer/check-answer.ts';
import type { Completion } from '../answer/read-completion.ts';
import type { Budget } from '../money/budget.ts';
import { viewOf } from '../prompt/compose.ts';
import type { AskedRequest, Asking } from './asking.ts';
import type { Question } from './question.ts';

/** So many unusable answers are final. */
const ATTEMPTS = 2;
/** Characters of an answer that are kept for `--explain`. */
const MAX_KEPT = 200_000;

/** What came of a request: `cut` when there was no room for all tools, and fewer at once may fit. */
export type Recorded = { cut: boolean; usable: boolean };

/**
 * Stores an answer and its line of the ledger in one transaction: either it is paid and known, or it is neither.
 *
 * @param splittable the caller can ask about fewer tools at once; an answer that was cut off is then no answer yet
 */
export function recordAnswer(
  asking: Asking,
  budget: Budget,
  { line, subjects }: AskedRequest,
  group: readonly Question[],
  completion: Completion,
  splittable: boolean,
): Recorded {
  const { store } = asking;
  const { content, refusal, finish, answeredBy, usage } = completion;
  const checked = checkAnswer(completion, subjects);
  const cut = 'cut' in checked && checked.cut;
  store.transaction(() => {
    const answer = (refusal !== null && refusal !== '' ? refusal : (content ?? '')).slice(0, MAX_KEPT).toWellFormed();
    budget.settle(line, usage, {
      answeredBy: answeredBy?.toWellFormed() ?? null,
      finish: finish?.slice(0, 100) ?? null,
      answer,
    });
    if (cut && splittable) return;
    for (const question of group) {
      const outcome: ToolOutcome =
        'unusable' in checked ? { reason: checked.unusable, rejected: [] } : checked.outcomes.get(question.hash)!;
      if ('facts' in outcome) recordUsable(asking, question, outcome.facts, line.id);
      else recordUnusable(asking, question, outcome, line.id);
    }
  });
  return { cut, usable: !('unusable' in checked) };
}

function recordUsable(asking: Asking, { hash, look }: Question, facts: ModelAnswer['facts'], requestId: string): void {
  const attempts = asking.answers(hash)[look]?.attempts ?? 0;
  put(asking, { hash, look }, { state: 'ok', attempts, facts, rejected: [], requestId });
}

/** Records that an answer could not be used: the tool is asked once more, alone, and then no more. */
export function recordUnusable(
  asking: Asking,
  { hash, look }: Question,
  { reason, rejected }: Unusable,
  requestId: string,
  final = false,
): void {
  const attempts = final ? ATTEMPTS : (asking.answers(hash)[look]?.attempts ?? 0) + 1;
  const state = attempts >= ATTEMPTS ? 'failed' : 'again';
  put(asking, { hash, look }, { state, attempts, facts: [], rejected, reason, requestId });
}

/** Records that no answer came: the tool stays due. Until then nobody may rely on what was not answered. */
export function recordUnanswered(asking: Asking, { hash, look }: Question, reason: string, requestId: string): void {
  const attempts = asking.answers(hash)[look]?.attempts ?? 0;
  put(asking, { hash, look }, { state: 'again', attempts, facts: [], rejected: [], reason, requestId });
}

function put(asking: Asking, { hash, look }: Omit<Question, 'alone'>, answer: Omit<ModelAnswer, 'truncated'>): void {
  const truncated = viewOf(asking.definition(hash), look).truncated.length > 0;
  asking.store.modelAnswers.put(hash, look, asking.key, { ...answer, truncated }, new Date().toISOString());
}
