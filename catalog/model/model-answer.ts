/** What a language model said about one definition, after its answer was checked. */
import { z } from 'zod';
import { Fact } from './fact.ts';

/**
 * What the model was shown of a definition: all of it, or name and schema without any sentence of the author, to see whether
 * the text talks the model into something.
 */
export const ModelView = z.enum(['full', 'structure']);
export type ModelView = z.infer<typeof ModelView>;

/**
 * `ok`: every fact has a quote that was found. `again`: not usable or none came, the tool is asked once more, alone. `failed`:
 * not usable twice; that is final for this model and prompt.
 */
export const AnswerState = z.enum(['ok', 'again', 'failed']);
export type AnswerState = z.infer<typeof AnswerState>;

/** A fact of an answer that was thrown away, with what the model gave as its proof. */
export const RejectedFact = z.object({ claim: z.string(), field: z.string(), quote: z.string(), reason: z.string() });
export type RejectedFact = z.infer<typeof RejectedFact>;

export const ModelAnswer = z.object({
  state: AnswerState,
  /** Answers that were not usable so far; one that never came does not count. */
  attempts: z.int().min(0),
  /** Only of a usable answer; quotes are verbatim text of the definition, not of what the model was shown. */
  facts: z.array(Fact),
  rejected: z.array(RejectedFact),
  /** Why the answer was not usable, for a sentence "…, because …". */
  reason: z.string().optional(),
  /** The definition was too long to be shown whole. */
  truncated: z.boolean(),
  /** The request that brought it. */
  requestId: z.string(),
});
export type ModelAnswer = z.infer<typeof ModelAnswer>;

/** The answers on a definition that one model gave to one version of the prompt. */
export interface ModelReading {
  model: string;
  promptVersion: string;
  full: ModelAnswer;
  /** Absent where no second look was needed, or none was taken yet. */
  structure?: ModelAnswer | undefined;
}
