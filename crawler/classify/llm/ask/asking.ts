import type { AnswerKey } from '../../../../catalog/store/model-answers.ts';
import type { NewModelRequest } from '../../../../catalog/store/model-requests.ts';
import type { Store } from '../../../../catalog/store/open.ts';
import type { ModelAnswer } from '../../../../catalog/model/model-answer.ts';
import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import { inputBound } from '../money/token-bound.ts';
import { type Price, worstCost } from '../money/price.ts';
import { type AskedTool, compose, type ComposedRequest, type RequestShape, viewOf } from '../prompt/compose.ts';
import { type GroupLimits, takeGroup } from './group.ts';
import { type Answers, nextQuestion, type Question } from './question.ts';

/** Tokens of an answer: so many for each tool, the test tool included, and so many for thinking. Real ones need 300 a tool. */
const ANSWER_TOKENS = { perTool: 1000, thinking: 5000 };

/** Which model is asked, for how much, and how many tools at once. */
export interface ModelChoice {
  model: string;
  /** Absent when nobody knows it; then no budget can be kept. */
  price: Price | undefined;
  group: GroupLimits;
  /** Tokens that an answer may have, thinking included; by the number of tools when absent. */
  maxTokens?: number | undefined;
}

/** What one run of questions is about; shared by requests that are answered at once and by batches. */
export interface Asking {
  readonly store: Store;
  readonly choice: ModelChoice;
  readonly key: AnswerKey;
  definition(hash: string): ToolDefinition;
  /** Whether the definitions of a request are at hand: those of an earlier file need not be. */
  knows(hashes: readonly string[]): boolean;
  /** What a model answered so far. */
  answers(hash: string): Answers;
  /** What is to be asked next about a definition. */
  next(hash: string): Question | undefined;
  /** Takes questions that fit into one request off a list. */
  group(waiting: Question[]): Question[];
  /** What a server turned out not to know; kept for the run. */
  readonly shape: Omit<RequestShape, 'maxTokens'>;
  /** Makes a request and its line for the ledger. */
  request(id: string, group: readonly Question[], kind: 'sync' | 'batch', place: Place): AskedRequest;
}

/** Where a request belongs. */
export interface Place {
  modelRunId: number;
  batchId: number | null;
}

export interface AskedRequest extends ComposedRequest {
  line: NewModelRequest;
  /** Tokens of input that it can have at most. */
  inputBound: number;
  maxTokens: number;
}

export function openAsking(
  store: Store,
  choice: ModelChoice,
  promptVersion: string,
  definition: (hash: string) => ToolDefinition,
  has: (hash: string) => boolean = () => true,
): Asking {
  const { model, price } = choice;
  const key = { model, promptVersion };
  const shape: Asking['shape'] = { format: 'json_schema', tokensParameter: 'max_completion_tokens' };
  const answers = (hash: string): Answers => {
    const get = (look: 'full' | 'structure'): ModelAnswer | undefined => store.modelAnswers.get(hash, look, key);
    return { full: get('full'), structure: get('structure') };
  };
  const sizeOf = ({ hash, look }: Question) => Buffer.byteLength(JSON.stringify(viewOf(definition(hash), look).value));
  return {
    store,
    choice,
    key,
    definition,
    knows: (hashes) => hashes.every(has),
    answers,
    next: (hash) => nextQuestion(hash, definition(hash), answers(hash)),
    group: (waiting) => takeGroup(waiting, sizeOf, choice.group),
    shape,
    request(id, group, kind, { modelRunId, batchId }) {
      const tools = group.map(({ hash }): AskedTool => ({ hash, definition: definition(hash) }));
      const look = group[0]!.look;
      const usual = ANSWER_TOKENS.thinking + ANSWER_TOKENS.perTool * (tools.length + 1);
      const maxTokens = choice.maxTokens ?? usual;
      const full = { ...shape, maxTokens };
      const composed = compose(id, tools, look, model, full);
      const bound = inputBound(composed.body);
      const line: NewModelRequest = {
        id,
        modelRunId,
        batchId,
        model,
        promptVersion,
        view: look,
        definitions: tools.map(({ hash }) => hash),
        shape: full,
        worstCost: price === undefined ? null : worstCost(bound, maxTokens, price, kind),
      };
      return { ...composed, line, inputBound: bound, maxTokens };
    },
  };
}
