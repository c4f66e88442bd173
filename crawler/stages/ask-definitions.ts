import type { ModelReading } from '../../catalog/model/model-answer.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import type { Store } from '../../catalog/store/open.ts';
import { promptVersion } from '../classify/llm/prompt/prompt-version.ts';
import type { ModelServer } from '../classify/llm/server/client.ts';
import { askModel, type AskOptions, type AskResult } from './ask.ts';
import { listSource } from './ask-sources.ts';
import type { StageContext } from './report.ts';

export interface AskedDefinitions extends AskResult {
  /** What the model said of a definition, for `classify(definition, reading)`; `undefined` where it was not asked. */
  reading: (definitionHash: string) => ModelReading | undefined;
}

/**
 * Asks a model about definitions that are in no catalogue: rows of a file, a labelled set. `store` keeps the answers, so that
 * asking again costs nothing; a new one will do.
 *
 * @throws Rejected for what will be the same for every request: a wrong key, an unknown model
 */
export async function askDefinitions(
  store: Store,
  definitions: Iterable<ToolDefinition>,
  server: ModelServer,
  options: AskOptions,
  context: StageContext,
): Promise<AskedDefinitions> {
  const result = await askModel(store, listSource(definitions), server, options, context);
  const key = { model: options.model, promptVersion: promptVersion() };
  return { ...result, reading: (definitionHash) => store.modelAnswers.reading(definitionHash, key) };
}
