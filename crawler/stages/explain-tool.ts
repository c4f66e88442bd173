import type { Classification } from '../../catalog/model/classification.ts';
import type { Fact } from '../../catalog/model/fact.ts';
import type { ModelAnswer, ModelView } from '../../catalog/model/model-answer.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import type { SourceSnippet } from '../../catalog/model/source-snippet.ts';
import type { AnswerKey } from '../../catalog/store/model-answers.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { StoredOverride } from '../../catalog/store/overrides.ts';
import { classify } from '../classify/classify.ts';
import { classifierVersion } from '../classify/classifier-version.ts';
import { type Decision, decide } from '../classify/decide.ts';
import { openAsking } from '../classify/llm/ask/asking.ts';
import { type ChatRequest, compose, type RequestShape } from '../classify/llm/prompt/compose.ts';
import { promptVersion } from '../classify/llm/prompt/prompt-version.ts';
import { readFacts } from '../classify/read-facts.ts';
import type { ServerContext } from '../classify/server-context.ts';

/** One look of a model at a tool: what it was or would be sent, what it said, what was made of it. */
export interface LookExplained {
  look: ModelView;
  /** The body of the request; `undefined` when it cannot be made again, because another version of Toolgate sent it. */
  request: ChatRequest | undefined;
  /** `undefined` when it was not sent: then the random parts of the request are only an example. */
  sent?: {
    at: string;
    kind: 'sync' | 'batch';
    answeredBy: string | null;
    finish: string | null;
    tokensIn: number | null;
    tokensOut: number | null;
    /** Billionths of a US dollar. */
    cost: number | null;
    /** Exactly as it came. */
    answer: string;
  };
  outcome?: ModelAnswer;
}

/** How a verdict comes about, whole. */
export interface Explanation {
  definitionHash: string;
  definition: ToolDefinition;
  rules: { version: string; facts: Fact[]; decision: Pick<Decision, 'category' | 'level' | 'facets' | 'confidence'> };
  model?: AnswerKey & { looks: LookExplained[] };
  verdict: Classification;
  /** A reviewer's verdict, which stands above this one. */
  override?: StoredOverride;
}

/** What a verdict is made from, beside the answers of models. */
export interface ExplainedTool {
  definitionHash: string;
  definition: ToolDefinition;
  source: readonly SourceSnippet[];
  /** What the other tools of its server say. */
  beside: ServerContext;
  override: StoredOverride | undefined;
}

/**
 * Explains the verdict on a definition: the facts of the rules, each request to a model and its answer, and the decision.
 *
 * @param model what is or would be asked; without one, whatever model has answered
 */
export function explainTool(
  store: Store,
  { definitionHash, definition, source, beside, override }: ExplainedTool,
  model: string | undefined,
): Explanation {
  const { facts } = readFacts(definition, source, beside);
  const { category, level, facets, confidence } = decide(facts);
  const reading = store.modelAnswers.reading(definitionHash, {
    model: model ?? store.modelRuns.latestModel(),
    promptVersion: promptVersion(),
  });
  const applies = reading !== undefined && (model === undefined || reading.model === model);
  const key = applies
    ? { model: reading.model, promptVersion: reading.promptVersion }
    : model === undefined
      ? undefined
      : { model, promptVersion: promptVersion() };
  const answers: [ModelView, ModelAnswer | undefined][] = applies
    ? [
        ['full', reading.full],
        ['structure', reading.structure],
      ]
    : [['full', undefined]];
  return {
    definitionHash,
    definition,
    rules: { version: classifierVersion(), facts, decision: { category, level, facets, confidence } },
    ...(key === undefined
      ? {}
      : {
          model: {
            ...key,
            looks: answers
              .filter(([look, answer]) => look === 'full' || answer !== undefined)
              .map(([look, answer]) => explainLook(store, { hash: definitionHash, definition }, look, key, answer)),
          },
        }),
    verdict: classify(definition, applies ? reading : undefined, source, beside),
    ...(override === undefined ? {} : { override }),
  };
}

function explainLook(
  store: Store,
  { hash, definition }: { hash: string; definition: ToolDefinition },
  look: ModelView,
  key: AnswerKey,
  outcome: ModelAnswer | undefined,
): LookExplained {
  const line = outcome && store.modelRequests.of(outcome.requestId);
  if (outcome === undefined || line === undefined) {
    const choice = { model: key.model, price: undefined, group: { tools: 1, bytes: 0 } };
    const asking = openAsking(store, choice, key.promptVersion, () => definition);
    const question = { hash, look, alone: true };
    const example = asking.request('an example', [question], 'sync', { modelRunId: 0, batchId: null });
    return { look, request: example.body, ...(outcome === undefined ? {} : { outcome }) };
  }
  const { kind, sentAt: at, answeredBy, finish, tokensIn, tokensOut, cost, answer } = line;
  const sent = {
    at,
    kind,
    answeredBy: answeredBy ?? null,
    finish: finish ?? null,
    tokensIn: tokensIn ?? null,
    tokensOut: tokensOut ?? null,
    cost,
    answer: answer ?? '',
  };
  const tools = line.definitions.flatMap((other) => {
    const found = other === hash ? definition : store.tools.definition(other);
    return found === undefined ? [] : [{ hash: other, definition: found }];
  });
  const same = key.promptVersion === promptVersion() && tools.length === line.definitions.length;
  const request = same ? compose(line.id, tools, look, key.model, line.shape as RequestShape).body : undefined;
  return { look, request, sent, outcome };
}
