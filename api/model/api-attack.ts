import { z } from 'zod';
import { Category, Level } from '../../catalog/model/rubric.ts';
import { Count } from './counts.ts';
import { envelope } from './envelope.ts';
import { PolicyFile } from './policy-file.ts';

const Group = z.object({ id: z.string(), slug: z.string(), name: z.string() }).meta({ id: 'AttackGroup' });

const Call = z
  .object({
    says: z.string(),
    tool: z.string(),
    args: z.record(z.string(), z.unknown()).optional(),
    definitionHash: z.string().optional(),
    after: Count.optional().describe('Calls of the tool just before.'),
    ends: z
      .string()
      .optional()
      .meta({ description: 'How it ends.', examples: ['deny', 'hidden', 'ask'] }),
  })
  .meta({ id: 'SampleCall' });

const AttackTools = z
  .object({
    total: Count,
    servers: Count,
    byLevel: z.record(Level, Count),
    byCategoryOnly: Count.describe('Those that only their category speaks for, since they have no description.'),
  })
  .meta({ id: 'AttackTools', description: 'The tools of the catalogue that a pattern applies to.' });

const Reference = z
  .object({
    title: z.string(),
    by: z.string(),
    url: z.string(),
    published: z.string().optional(),
    kind: z.string().meta({ examples: ['primary', 'report', 'research'] }),
    opened: z.string().optional().describe('The day on which one of us opened the page; absent until then.'),
    read: z
      .object({
        on: z.string(),
        form: z.string().meta({
          description:
            'What was read: a stored copy of the page, whole, in part or its abstract; the file in its repository; a mirror of the record.',
          examples: ['whole', 'part', 'abstract', 'repository', 'mirror'],
        }),
        at: z.string().optional().describe('Where that has an address of its own.'),
      })
      .optional()
      .describe('How one of us read the source without opening its page; absent where nobody has.'),
  })
  .meta({ id: 'AttackReference' });

const Incident = z
  .object({
    confidence: z.enum(['high', 'medium', 'low']),
    evidence: z.string().meta({ examples: ['verified', 'partial', 'concept'] }),
    date: z.string().optional(),
    what: z.string(),
    caveat: z.string().optional(),
    references: z.array(Reference),
    advisories: z.array(z.string()),
  })
  .meta({ id: 'Incident' });

const summary = {
  slug: z.string(),
  number: z.int().min(1).describe('A pattern keeps its number.'),
  group: Group,
  title: z.string(),
  summary: z.string(),
  url: z.string().describe('Its document.'),
  pageUrl: z.string().describe('Its page.'),
  tools: AttackTools,
};

/** The document of an attack pattern. */
export const ApiAttack = z.object({
  ...envelope('attack'),
  ...summary,
  steps: z.array(z.string()).describe('How it works.'),
  signs: z.array(z.string()).describe('What to look for.'),
  incident: Incident,
  frameworks: z.array(z.object({ id: z.string(), mapped: z.string().meta({ examples: ['source', 'title'] }) })),
  applies: z.unknown().describe('When it applies to a tool, as data; more forms may be added.'),
  appliesInWords: z.string(),
  byCategory: z.array(Category).optional(),
  helps: z.string().describe('Where a policy helps.'),
  outside: z.string().describe('What lies outside of any policy.'),
  rule: z.object({
    effect: z.string().meta({ examples: ['stops', 'limits'] }),
    policy: PolicyFile,
    stopped: z.array(Call).describe('Calls that the policy refuses, hides or puts before a person.'),
    allowed: z.array(Call).describe('Ordinary calls that it lets through.'),
  }),
});
export type ApiAttack = z.infer<typeof ApiAttack>;

/** The list of attack patterns. */
export const ApiAttacks = z.object({
  ...envelope('attacks'),
  attacks: z.array(z.object(summary)).describe('By number.'),
});
export type ApiAttacks = z.infer<typeof ApiAttacks>;
