import type { ModelView } from '../../../../catalog/model/model-answer.ts';
import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import { answerJsonSchema } from '../answer/answer-schema.ts';
import { structureOnly } from '../view/structure-only.ts';
import { toolView, type ToolView } from '../view/tool-view.ts';
import { type Canary, pickCanary } from './canaries.ts';
import { seededRandom } from './seeded-random.ts';
import { systemMessage } from './system-message.ts';

/** A definition to ask about. */
export interface AskedTool {
  hash: string;
  definition: ToolDefinition;
}

/** What a server is known not to accept, and the bound of the answer. */
export interface RequestShape {
  format: 'json_schema' | 'json_object';
  tokensParameter: 'max_completion_tokens' | 'max_tokens';
  /** Tokens that the answer may have, thinking included. */
  maxTokens: number;
}

/** The body of a chat completion request, as far as we use it. */
export interface ChatRequest {
  model: string;
  messages: { role: 'system' | 'user'; content: string }[];
  response_format:
    | { type: 'json_schema'; json_schema: { name: string; strict: true; schema: Record<string, unknown> } }
    | { type: 'json_object' };
  max_completion_tokens?: number;
  max_tokens?: number;
}

/** What an id of the request stands for. */
export type Subject = { view: ToolView; definition: ToolDefinition } & ({ hash: string } | { canary: Canary });

/** A request and what is needed to read its answer. */
export interface ComposedRequest {
  body: ChatRequest;
  /** By the random id that the tool has in this request. */
  subjects: ReadonlyMap<string, Subject>;
}

const SCHEMA_NAME = 'tool_facts';

/**
 * Makes a request about some tools, with a test tool among them. Everything random in it (order, ids, the number around the
 * data, the test tool) follows from the seed.
 */
export function compose(
  seed: string,
  tools: readonly AskedTool[],
  look: ModelView,
  model: string,
  { format, tokensParameter, maxTokens }: RequestShape,
): ComposedRequest {
  const random = seededRandom(seed);
  const nonce = random.hex(32);
  const canary = pickCanary(random);
  const all = random.shuffled([
    ...tools.map(({ hash, definition }) => ({ hash, definition })),
    { canary, definition: canary.definition },
  ]);
  const subjects = new Map<string, Subject>();
  for (const subject of all) {
    let id = random.hex(8);
    while (subjects.has(id)) id = random.hex(8);
    subjects.set(id, { ...subject, view: viewOf(subject.definition, look) });
  }
  const shown = Array.from(subjects, ([id, { view }]) => ({
    id,
    tool: view.value,
    ...(view.removed.length === 0 ? {} : { removed: view.removed }),
    ...(view.truncated.length === 0 ? {} : { truncated: view.truncated }),
  }));
  const schema = { name: SCHEMA_NAME, strict: true as const, schema: answerJsonSchema() };
  return {
    body: {
      model,
      messages: [
        { role: 'system', content: systemMessage() },
        { role: 'user', content: `TOOLS ${nonce}\n${JSON.stringify({ tools: shown })}\nEND ${nonce}` },
      ],
      response_format: format === 'json_schema' ? { type: format, json_schema: schema } : { type: format },
      [tokensParameter]: maxTokens,
    },
    subjects,
  };
}

/** What a model is shown of a definition. */
export function viewOf(definition: ToolDefinition, look: ModelView): ToolView {
  return toolView(look === 'full' ? definition : structureOnly(definition));
}
