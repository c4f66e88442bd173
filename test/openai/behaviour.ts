import type { ChatRequestSeen } from './chat-request.ts';
import { readByKeywords, type ShownFact } from './keyword-reader.ts';

export interface AnswerTool {
  id: string;
  facts: ShownFact[];
}

/** What a server does with one request. */
export type Behaviour =
  /** Answers properly, or with an answer that was tampered with. */
  | {
      kind: 'answer';
      edit?: (tools: AnswerTool[], request: ChatRequestSeen) => unknown;
      finish?: string;
      usage?: Record<string, unknown> | null;
      /** Answers only when this is settled. */
      after?: Promise<unknown>;
    }
  /** Says this instead of an answer. */
  | { kind: 'content'; content: string | null; finish?: string }
  | { kind: 'refusal'; text: string }
  | { kind: 'status'; status: number; error?: Record<string, unknown>; headers?: Record<string, string> }
  /** A body that is no chat completion. */
  | { kind: 'body'; body: string; contentType?: string }
  /** Never answers. */
  | { kind: 'hang' }
  /** Closes the connection without a word. */
  | { kind: 'reset' }
  /** Answers without end. */
  | { kind: 'huge' }
  /** Answers a byte now and then, without end. */
  | { kind: 'drip' };

export const ANSWER: Behaviour = { kind: 'answer' };

/** The chat completion that a behaviour amounts to; `undefined` for what is none. */
export function completionOf(behaviour: Behaviour, request: ChatRequestSeen): Record<string, unknown> | undefined {
  const { body, tools } = request;
  const message = (content: string | null, refusal: string | null, finish: string) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: `${body.model}-2026-01-01`,
    choices: [{ index: 0, message: { role: 'assistant', content, refusal }, logprobs: null, finish_reason: finish }],
    usage: usageOf(request, content ?? ''),
  });
  if (behaviour.kind === 'content') return message(behaviour.content, null, behaviour.finish ?? 'stop');
  if (behaviour.kind === 'refusal') return message(null, behaviour.text, 'stop');
  if (behaviour.kind !== 'answer') return undefined;
  const answers = tools.map((tool) => ({ id: tool.id, facts: readByKeywords(tool) }));
  const edited = behaviour.edit?.(answers, request) ?? { tools: answers };
  const completion = message(
    typeof edited === 'string' ? edited : JSON.stringify(edited),
    null,
    behaviour.finish ?? 'stop',
  );
  if (behaviour.usage === null) return { ...completion, usage: undefined };
  return behaviour.usage === undefined ? completion : { ...completion, usage: behaviour.usage };
}

/** Four bytes to a token, as usual. */
function usageOf({ body }: ChatRequestSeen, content: string) {
  const prompt = Math.ceil(Buffer.byteLength(JSON.stringify(body.messages)) / 4);
  const completion = Math.ceil(Buffer.byteLength(content) / 4);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  };
}
