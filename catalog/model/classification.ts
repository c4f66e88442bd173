/** A verdict and everything that it rests on. */
import { z } from 'zod';
import { Category, Facet, Level } from './rubric.ts';

/** Where a quote of source code stands. */
const SourcePlace = z.object({ path: z.string(), line: z.int().min(1) });

/**
 * A verbatim quote and where it stands. `field` is an RFC 6901 pointer into the definition. The quote is a part of the
 * string at that pointer; where the pointer addresses an object member, a part of the member's name; where it addresses
 * another value, that value's JSON text. A quote of source code has a pointer into the snippets that were read with the
 * definition (`/source/0/text`), and `source` says which file and line that is.
 */
export const Evidence = z.object({ field: z.string(), quote: z.string(), source: SourcePlace.optional() });
export type Evidence = z.infer<typeof Evidence>;

/** Something in the definition that a reader should know, beside the verdict: a contradiction, hidden characters. */
export const Finding = z.object({
  /** Id of the rule that found it. */
  rule: z.string(),
  severity: z.enum(['info', 'low', 'medium', 'high']),
  message: z.string(),
  field: z.string(),
  quote: z.string(),
  /** Offset of the quote in the field's string, in UTF-16 code units; absent for member names and non-strings. */
  offset: z.int().min(0).optional(),
  /** As in evidence: the quote is of source code. */
  source: SourcePlace.optional(),
});
export type Finding = z.infer<typeof Finding>;

/** Who decided: the rules that fired, a language model beside them, or a person. */
export const DecidedBy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rules'), version: z.string(), rules: z.array(z.string()) }),
  z.object({
    kind: z.literal('model'),
    model: z.string(),
    promptVersion: z.string(),
    /** Version of the rules, whose verdict is the floor of the model's. */
    version: z.string(),
    /** Ids of the rules that the verdict rests on beside the model; none where it rests on the model alone. */
    rules: z.array(z.string()),
  }),
  z.object({ kind: z.literal('override'), reviewer: z.string(), reason: z.string(), file: z.string() }),
]);
export type DecidedBy = z.infer<typeof DecidedBy>;

/**
 * What one of those who looked at a definition takes it for. The author's hints know only reading and not reading; a hint that
 * was not given is no opinion. Beside them stand the risk tiers that an author may declare in annotations of his own.
 */
export const Opinion = z.discriminatedUnion('by', [
  z.object({ by: z.enum(['rules', 'model', 'model-without-text', 'declared-category']), says: Category }),
  z.object({ by: z.literal('hints'), says: z.enum(['Read', 'not Read']) }),
  z.object({ by: z.literal('declared-level'), says: Level }),
]);
export type Opinion = z.infer<typeof Opinion>;

export const Confidence = z.enum(['low', 'medium', 'high']);
export type Confidence = z.infer<typeof Confidence>;

export const Classification = z.object({
  category: Category,
  level: Level,
  facets: z.array(Facet),
  /** Two or three sentences; names the level that it is shown with. */
  rationale: z.string(),
  evidence: z.array(Evidence),
  findings: z.array(Finding),
  confidence: Confidence,
  decidedBy: DecidedBy,
  /** What everybody who looked says, the built-in rules first. */
  opinions: z.array(Opinion),
  /** `true` when the opinions contradict each other and nobody has reviewed the matter. */
  disputed: z.boolean(),
  /** SHA-256 of the definition judged, `sha256:…`. */
  definitionHash: z.string(),
});
export type Classification = z.infer<typeof Classification>;
