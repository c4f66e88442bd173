/**
 * An attack pattern as its file in `data/attacks` states it. Everything is in our own words; what is known of an incident
 * says how well it is known, and who reported it.
 */
import { z } from 'zod';
import { Category } from '../catalog/model/rubric.ts';
import { ATTACK_GROUPS, type GroupId } from './groups.ts';
import { Predicate } from './predicate/predicate.ts';

const Line = z.string().trim().min(1).max(400);
const Paragraph = z.string().trim().min(1).max(1200);
const IsoDate = z.string().regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/, 'must be a date like 2025-04-01, 2025-04 or 2025');
const Address = z.url({ protocol: /^https$/ });

/**
 * How one of us read a source without opening its page on the web: a stored copy of the page, `whole`, in `part` (its beginning)
 * or its `abstract`; the file or commit as its `repository` keeps it; a `mirror` that somebody else keeps of the record.
 */
const Reading = z
  .strictObject({
    on: IsoDate,
    form: z.enum(['whole', 'part', 'abstract', 'repository', 'mirror']),
    /** What was read, where that has an address of its own. */
    at: Address.optional(),
  })
  .refine(
    ({ form, at }) => at !== undefined || (form !== 'repository' && form !== 'mirror'),
    'must say at which address',
  );
export type Reading = z.infer<typeof Reading>;

/** A page that tells of the pattern. */
const Reference = z.strictObject({
  title: Line,
  /** Who published it. */
  by: Line,
  url: Address,
  published: IsoDate.optional(),
  /** `primary`: by those who found it or are responsible; `report`: somebody retells it; `research`: a paper. */
  kind: z.enum(['primary', 'report', 'research']),
  /** The day on which one of us opened the page itself. */
  opened: IsoDate.nullable(),
  /** The form in which one of us read it otherwise; absent with `opened: null`, it is shown as what others report. */
  read: Reading.optional(),
});
export type Reference = z.infer<typeof Reference>;

/** Whether one of us has read the source, in whatever form. */
export const isRead = ({ opened, read }: Reference): boolean => opened !== null || read !== undefined;

const Incident = z
  .strictObject({
    /** How sure it is that this happened: an advisory or primary post, a named proof or press, a single or retold source. */
    confidence: z.enum(['high', 'medium', 'low']),
    /** `verified`: it happened or is an acknowledged fault; `partial`: disputed, or shown only; `concept`: described, no case. */
    evidence: z.enum(['verified', 'partial', 'concept']),
    /** When; absent where there is no dated case. */
    date: IsoDate.optional(),
    what: Paragraph,
    /** What is not known or disputed about it. */
    caveat: Line.optional(),
    references: z.array(Reference).max(10),
    /** Advisory numbers, as the sources give them. */
    advisories: z.array(z.string().regex(/^(?:CVE-\d{4}-\d{4,7}|GHSA(?:-[2-9a-z]{4}){3})$/)).max(12),
  })
  .refine(({ evidence, date }) => evidence !== 'concept' || date === undefined, 'is a concept, which has no date');

/** Id of an entry of another list, and whether a source of the pattern gives it or we matched the titles. */
const Framework = z.strictObject({
  id: z.string().regex(/^(?:MCP\d{2}|ASI\d{2}|AML\.(?:T\d{4}(?:\.\d{3})?|CS\d{4})|SAFE-T\d{4}|CWE-\d{1,5})$/),
  mapped: z.enum(['source', 'title']),
});
export type FrameworkId = z.infer<typeof Framework>;

/** A call that shows what the rule does, with how it ends. */
const SampleCall = z.strictObject({
  /** What the call is, for a sentence. */
  says: Line,
  tool: z.string().min(1),
  args: z.record(z.string(), z.json()).optional(),
  /** Hash of the tool's definition at the time of the call, where the policy pins it. */
  definitionHash: z.string().optional(),
  /** Calls of the tool just before, where the policy counts them. */
  after: z.int().min(0).optional(),
});

const Rule = z.strictObject({
  /** `stops`: the call that the attack needs is refused; `limits`: it goes on, and costs less. */
  effect: z.enum(['stops', 'limits']),
  /** A policy.json; read by the strict loader. */
  policy: z.record(z.string(), z.json()),
  /** Calls that the policy refuses, hides or puts before a person. */
  stopped: z
    .array(SampleCall.extend({ ends: z.enum(['deny', 'hidden', 'ask']) }))
    .min(1)
    .max(6),
  /** Ordinary calls that it lets through. */
  allowed: z.array(SampleCall).min(1).max(6),
});

export const AttackFile = z.strictObject({
  /** Its place in the list; a pattern keeps its number. */
  number: z.int().min(1),
  group: z.enum(ATTACK_GROUPS.map(({ id }) => id) as [GroupId, ...GroupId[]]),
  title: Line,
  summary: Line,
  /** How it works, step by step. */
  steps: z.array(Line).min(2).max(8),
  /** What to look for. */
  signs: z.array(Line).min(1).max(8),
  incident: Incident,
  frameworks: z.array(Framework).min(1).max(12),
  applies: Predicate,
  /** Categories that stand in for the predicate where a tool has no description that facets could be read from. */
  byCategory: z.array(Category.exclude(['Unclassified'])).optional(),
  /** Where a policy helps. */
  helps: Paragraph,
  /** What lies outside of any policy. */
  outside: Paragraph,
  rule: Rule,
});
export type AttackFile = z.infer<typeof AttackFile>;

/** A pattern as the rest of the program sees it. */
export interface AttackPattern extends AttackFile {
  /** Name of its file, and of its page. */
  slug: string;
  /** The rule's policy as text to copy. */
  policyText: string;
}
