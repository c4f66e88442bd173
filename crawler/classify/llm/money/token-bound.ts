import type { ChatRequest } from '../prompt/compose.ts';

/** Tokens that a server adds around messages; real ones add 3 to 10 per message. */
const OVERHEAD = 200;
/** Bytes that a token stands for in English and JSON, for guesses that are no bounds. */
const USUAL_BYTES = 4;

/**
 * The most tokens that the input of a request can be. No byte-level tokenizer makes more tokens of a text than it has bytes;
 * the schema of the answer is counted as well, because servers put it into the prompt.
 */
export function inputBound({ messages, response_format }: ChatRequest): number {
  const texts = [...messages.map(({ content }) => content), JSON.stringify(response_format)];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), OVERHEAD);
}

/** About how many tokens so many bytes usually are. */
export function usualTokens(bytes: number): number {
  return Math.ceil(bytes / USUAL_BYTES);
}
