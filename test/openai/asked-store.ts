import { onTestFinished } from 'vitest';
import type { Classification } from '../../catalog/model/classification.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { Price } from '../../crawler/classify/llm/money/price.ts';
import { type ModelServer, openModelServer } from '../../crawler/classify/llm/server/client.ts';
import { type AskOptions, type AskResult, askModel } from '../../crawler/stages/ask.ts';
import { catalogueSource } from '../../crawler/stages/ask-sources.ts';
import { classifyTools } from '../../crawler/stages/classify.ts';
import { temporaryStore } from '../temporary-store.ts';
import { type OpenAiScript, type OpenAiServer, startOpenAiServer } from '../openai-server.ts';

/** A dollar per million tokens of either kind. */
export const DOLLAR: Price = { input: 1, cached: 0.1, cacheWrite: 1, output: 1 };

/** Patience for tests: next to none. */
export const QUICK = {
  send: { tries: 3, paidTries: 2, backoffMs: 1, maxPauseMs: 2000 },
  poll: { firstMs: 1, longestMs: 2000, tries: 3, settleMs: 30 },
  graceMs: 100,
};

/** A catalogue with tools, and a server to ask about them. */
export interface AskedStore {
  store: Store;
  openAi: OpenAiServer;
  ask: (options?: Partial<AskOptions>, signal?: AbortSignal) => Promise<AskResult>;
  /** Classifies everything and gives the verdict on a tool. */
  verdict: (name: string) => Classification;
}

export const tool = (name: string, description?: string, more: Partial<ToolDefinition> = {}): ToolDefinition => ({
  name,
  ...(description === undefined ? {} : { description }),
  ...more,
});

export async function askedStore(
  tools: readonly ToolDefinition[],
  script: OpenAiScript = {},
  { store = temporaryStore(), timeoutMs = 5000 }: { store?: Store; timeoutMs?: number } = {},
): Promise<AskedStore> {
  const openAi = await startOpenAiServer(script);
  const { id } = store.servers.put(
    { identity: 's', server: { name: 's', description: '' }, status: 'active' },
    '2026-01-01T00:00:00.000Z',
  );
  const list = {
    serverId: id,
    source: 'live',
    launchId: null,
    packageVersion: null,
    at: '2026-01-01T00:00:00.000Z',
  } as const;
  store.tools.replaceList({ ...list, tools });
  const server: ModelServer = openModelServer({ baseUrl: openAi.baseUrl, apiKey: 'sk-secret-of-the-test', timeoutMs });
  onTestFinished(() => server.close());
  const never = new AbortController().signal;
  return {
    store,
    openAi,
    ask: (options = {}, signal = never) =>
      askModel(
        store,
        catalogueSource(store, []),
        server,
        {
          model: 'test-model',
          price: undefined,
          baseUrl: openAi.baseUrl,
          ask: 'all',
          group: { tools: 8, bytes: 40_000 },
          concurrency: 1,
          limits: QUICK,
          ...options,
        },
        { runId: 1, report: () => {}, signal },
      ),
    verdict(name) {
      classifyTools(store, [], { runId: 1, report: () => {}, signal: never });
      return store.classifications.of(store.tools.idOf(id, name)!)!;
    },
  };
}
