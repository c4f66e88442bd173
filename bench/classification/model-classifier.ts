import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definitionHash } from '../../catalog/definition-hash.ts';
import { Rejected } from '../../catalog/errors.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { openStore, type Store } from '../../catalog/store/open.ts';
import { classify } from '../../crawler/classify/classify.ts';
import { classifierVersion } from '../../crawler/classify/classifier-version.ts';
import { nano } from '../../crawler/classify/llm/money/price.ts';
import { priceOf } from '../../crawler/classify/llm/money/price-table.ts';
import { promptVersion } from '../../crawler/classify/llm/prompt/prompt-version.ts';
import { openModelServer, type ModelServer } from '../../crawler/classify/llm/server/client.ts';
import { listSource } from '../../crawler/stages/ask-sources.ts';
import { askModel } from '../../crawler/stages/ask.ts';
import type { Classifier } from './classifier.ts';

export interface ModelOptions {
  model: string;
  baseUrl: string;
  apiKey: string;
  /** US dollars; needed where the model costs something. */
  budget?: number | undefined;
  /** Catalogue in which answers are kept, so that nothing is paid twice; a temporary one when absent. */
  answers?: string | undefined;
}

/** Several tools a request, as a crawl asks. */
const GROUP = { tools: 5, bytes: 20_000 };
const CONCURRENCY = 4;
const TIMEOUT_MS = 180_000;

/**
 * The built-in rules with a language model beside them, asked about every tool. A tool that got no answer is judged by the rules
 * alone, as in a crawl.
 *
 * @throws Rejected when nobody knows what the model costs, or when it costs something and there is no budget
 */
export function modelClassifier({ model, baseUrl, apiKey, budget, answers }: ModelOptions): Classifier {
  const price = priceOf(model, baseUrl);
  const free = price !== undefined && price.input === 0 && price.output === 0;
  if (!free && (price === undefined || budget === undefined)) {
    const why = price === undefined ? `nobody knows the price of ${model}` : `${model} costs money`;
    throw new Rejected(`${why}, and without a budget it is not asked`, { hint: '--budget 5 allows five US dollars.' });
  }

  async function ask(store: Store, server: ModelServer, definitions: readonly ToolDefinition[]): Promise<void> {
    const options = {
      model,
      price,
      baseUrl,
      ask: 'all' as const,
      group: GROUP,
      budget: free || budget === undefined ? undefined : nano(budget),
      concurrency: CONCURRENCY,
    };
    const context = { runId: 0, report: () => {}, signal: new AbortController().signal };
    const { ending, counts } = await askModel(store, listSource(definitions), server, options, context);
    if (ending.kind === 'trouble') throw ending.error;
    if (ending.kind !== 'done') {
      throw new Rejected(`the budget ends before the tools do: ${counts.left} are left`, {
        hint: 'With --answers FILE the answers are kept, and a further run goes on from there.',
      });
    }
  }

  return {
    name: `rules and ${model}`,
    get version() {
      return `${classifierVersion()}, prompt ${promptVersion()}`;
    },
    async *judge(definitions) {
      const folder = mkdtempSync(join(tmpdir(), 'toolgate-bench-'));
      const store = openStore(answers ?? join(folder, 'answers.sqlite'));
      const server = openModelServer({ baseUrl, apiKey, timeoutMs: TIMEOUT_MS });
      try {
        await ask(store, server, definitions);
        const wanted = { model, promptVersion: promptVersion() };
        for (const definition of definitions) {
          yield classify(definition, store.modelAnswers.reading(definitionHash(definition), wanted));
        }
      } finally {
        await server.close();
        store.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}
