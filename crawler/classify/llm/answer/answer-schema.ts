import { z } from 'zod';
import { ASKED_CLAIMS, CERTAINTY_WORDS, OBJECT_WORDS, REVERSIBILITY_WORDS } from '../prompt/claims.ts';

/** Bounds of an answer; what is beyond them is no answer. Real ones stay below a third. */
const MAX_FACTS = 60;
const MAX_QUOTE = 2000;

const AnswerFact = z.strictObject({
  claim: z.enum(ASKED_CLAIMS),
  object: z.enum(OBJECT_WORDS),
  reversibility: z.enum(REVERSIBILITY_WORDS),
  certainty: z.enum(CERTAINTY_WORDS),
  field: z.string().max(5000),
  quote: z.string().max(MAX_QUOTE),
});
export type AnswerFact = z.infer<typeof AnswerFact>;

/** What a model answers: per tool the facts that it found, each with a field and a quote. No category, no level, no prose. */
export const AnswerSchema = z.strictObject({
  tools: z.array(z.strictObject({ id: z.string().max(40), facts: z.array(AnswerFact).max(MAX_FACTS) })).max(200),
});
export type Answer = z.infer<typeof AnswerSchema>;

/**
 * The same as a JSON Schema for structured output, within what servers accept there: every member is required, no other is
 * allowed, and there are no bounds of length, which zod checks afterwards.
 */
export function answerJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(AnswerSchema, {
    override: ({ jsonSchema }) => {
      delete jsonSchema.maxLength;
      delete jsonSchema.maxItems;
    },
  });
  const { $schema: _, ...rest } = schema;
  return rest;
}
