/**
 * What a reader of a definition claims about a tool: one fact, one verbatim quote that carries it. Rules and language
 * models produce the same record; code alone turns facts into category, facets and level.
 */
import { z } from 'zod';
import { Evidence } from './classification.ts';

const common = {
  /** What the fact is about, in one of our own words (`session`, `order`); never text of the server. */
  object: z.string().max(40).optional(),
  /** At least one place in the definition that says so; a fact without a quote does not exist. */
  evidence: z.array(Evidence).min(1),
  /** Id of the rule, or `llm`, that claims it. */
  rule: z.string(),
  /** `clear` settles the matter by itself, `likely` counts as well, `weak` counts only when nothing better is known. */
  certainty: z.enum(['clear', 'likely', 'weak']),
};

/** Something that a call does. */
const EffectFact = z.object({
  ...common,
  kind: z.literal('effect'),
  value: z.enum(['read', 'create', 'update', 'delete', 'execute', 'send', 'transfer']),
  /** How it can be taken back, in SEP-2793's words. */
  reversibility: z.enum(['auto', 'manual', 'none']).optional(),
});

/** A part that an argument plays, whatever the argument is called. */
const ArgumentFact = z.object({
  ...common,
  kind: z.literal('argument'),
  value: z.enum([
    'shell',
    'code',
    'sql',
    'path',
    'url',
    'request',
    'sub-command',
    'recipient',
    'amount',
    'secret',
    'selector',
  ]),
});

/** Data that a call hands out or takes in. */
const DataFact = z.object({
  ...common,
  kind: z.literal('data'),
  value: z.enum(['secrets', 'private-data', 'untrusted-content']),
});

/** How far a call reaches. */
const ReachFact = z.object({
  ...common,
  kind: z.literal('reach'),
  value: z.enum(['admin', 'bulk', 'overwrites', 'open-world', 'idempotent']),
});

/** The rubric's one opening: only reading statements are accepted, and name, schema and text agree on it. */
const RestrictionFact = z.object({ ...common, kind: z.literal('restriction'), value: z.literal('reading-statements') });

/** Text that is aimed at the model or at the verdict, or that hides. */
const HostileFact = z.object({
  ...common,
  kind: z.literal('hostile'),
  value: z.enum(['hidden-characters', 'model-directive', 'verdict-steering']),
});

export const Fact = z.discriminatedUnion('kind', [
  EffectFact,
  ArgumentFact,
  DataFact,
  ReachFact,
  RestrictionFact,
  HostileFact,
]);
export type Fact = z.infer<typeof Fact>;
export type EffectFact = z.infer<typeof EffectFact>;
export type Effect = EffectFact['value'];
export type Certainty = Fact['certainty'];
