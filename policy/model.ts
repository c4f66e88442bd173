/**
 * policy.json version 1 as zod schemas: PolicyLayer's published hosted format (policylayer.com/docs/writing-policies)
 * with Toolgate's optional additions, which say so in their description. Objects are closed, so that a typing error in
 * `default` cannot pass as an allowing policy. Titles and descriptions are what editors show from the JSON Schema.
 *
 * Every message is a predicate of the value ("must be …"); the loader adds where it stands.
 */
import { z } from 'zod';
import { ARGUMENT_PATH } from './argument-path.ts';
import { regexProblem } from './regex.ts';
import { toolNameMap } from './tool-name-map.ts';

/** How long a limit looks back. `day` is taken over from the older format; the published pages show the other two. */
const Window = z.enum(['minute', 'hour', 'day']).meta({
  title: 'Window',
  description: 'How far back calls are counted: the last 60 seconds, 3,600 seconds or 86,400 seconds.',
});
export type Window = z.infer<typeof Window>;

const text = (error: string) => z.string({ error }).min(1, error);

const NUMBER = 'must be a number from -9007199254740991 to 9007199254740991';

/** A number that JavaScript holds exactly; a larger integer would be compared as another one. */
const exactNumber = z
  .number({ error: NUMBER })
  .min(Number.MIN_SAFE_INTEGER, NUMBER)
  .max(Number.MAX_SAFE_INTEGER, NUMBER);

const Scalar = z.union([z.string(), exactNumber, z.boolean()], { error: 'must be a string, a number or a boolean' });
export type Scalar = z.infer<typeof Scalar>;

const path = z
  .string({ error: 'must be a string' })
  .regex(ARGUMENT_PATH, 'must name an argument, such as args.amount or as a JSON Pointer /args/amount')
  .meta({
    title: 'Argument',
    description:
      'The argument to test: `args.amount`, `args.order.amount`, `args.items.0`. For a name that contains a dot, a JSON Pointer: `/args/file.name` (Toolgate’s addition).',
    examples: ['args.amount'],
  });

const VALUE = { title: 'Value' };

/** One test of one argument: the eleven operators (policy docs, operators). */
const Condition = z.discriminatedUnion('op', [
  z.strictObject({
    path,
    op: z
      .enum(['eq', 'neq'])
      .meta({ title: 'Operator', description: 'Equal, or not equal. Types are never converted.' }),
    value: Scalar.meta({ ...VALUE, description: 'What the argument is compared with.' }),
  }),
  z.strictObject({
    path,
    op: z.enum(['in', 'not_in']).meta({ title: 'Operator', description: 'Equal to one of the values, or to none.' }),
    value: z
      .array(Scalar, { error: 'must be an array of strings, numbers or booleans' })
      .min(1, 'must list at least one value')
      .meta({ ...VALUE, description: 'The values to compare the argument with.' }),
  }),
  z.strictObject({
    path,
    op: z.enum(['lt', 'lte', 'gt', 'gte']).meta({
      title: 'Operator',
      description: 'Less, at most, greater, at least. The argument must be a number; "50" is not.',
    }),
    value: exactNumber.meta({ ...VALUE, description: 'The bound.' }),
  }),
  z.strictObject({
    path,
    op: z.literal('regex').meta({ title: 'Operator', description: 'The pattern is found somewhere in the argument.' }),
    value: z
      .string({ error: 'must be a string' })
      .superRefine((pattern, context) => {
        const problem = regexProblem(pattern);
        if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
      })
      .meta({ ...VALUE, description: 'An RE2 pattern. It is searched for: write ^…$ to match the whole argument.' }),
  }),
  z.strictObject({
    path,
    op: z.literal('contains').meta({
      title: 'Operator',
      description: 'The argument is a string with this part, or an array with an element equal to it.',
    }),
    value: Scalar.meta({ ...VALUE, description: 'The part, or the element.' }),
  }),
  z.strictObject({
    path,
    op: z.literal('exists').meta({ title: 'Operator', description: 'The argument is present, or is not.' }),
    value: z
      .boolean({ error: 'must be true or false' })
      .meta({ ...VALUE, description: 'true: it must be present; false: it must be absent.' }),
  }),
]);
export type Condition = z.infer<typeof Condition>;

/** What can be checked of a condition whose operator is unknown. */
export const ConditionPath = path;

const CONDITIONS = { title: 'Conditions', description: 'All of them must hold for the rule to hold.' };
const conditions = z.array(Condition, { error: 'must be an array of conditions' });

const on_deny = z
  .string({ error: 'must be a string' })
  .optional()
  .meta({ title: 'Message', description: 'The text that the agent receives when this rule denies its call.' });

const RequireRule = z
  .strictObject({
    // Without a condition it would require nothing, while reading like a rule (Toolgate's decision).
    conditions: conditions.min(1, 'must have at least one condition, else it requires nothing').meta(CONDITIONS),
    on_deny,
  })
  .meta({ title: 'Requirement' });

const DenyRule = z
  .strictObject({
    conditions: conditions.meta({
      ...CONDITIONS,
      description: `${CONDITIONS.description} An empty list always holds.`,
    }),
    on_deny,
  })
  .meta({ title: 'Denial' });

/** A rule of `require` or `deny_if`. */
export type Rule = z.infer<typeof DenyRule>;

const MAX = 'must be a whole number from 0 to 9007199254740991';

export const Limit = z
  .strictObject({
    counter: text('must be a string that is not empty').meta({
      title: 'Counter',
      description: 'The name of the count. Limits with the same counter share it and must agree.',
    }),
    window: Window,
    max: z
      .int({ error: MAX })
      .min(0, MAX)
      .meta({ title: 'Maximum', description: 'How many calls the window may hold; 0 allows none.' }),
    scope: z.literal('grant').meta({
      title: 'Scope',
      description: 'Whose calls are counted: those of one grant, that is of one client under one policy.',
    }),
  })
  .meta({ title: 'Limit' });
export type Limit = z.infer<typeof Limit>;

const limits = z.array(Limit, { error: 'must be an array of limits' });

const ToolRules = z
  .strictObject(
    {
      require: z
        .array(RequireRule, { error: 'must be an array of rules' })
        .optional()
        .meta({ title: 'Required', description: 'Every one of these rules must hold, else the call is denied.' }),
      deny_if: z
        .array(DenyRule, { error: 'must be an array of rules' })
        .optional()
        .meta({ title: 'Denied if', description: 'The call is denied when any of these rules holds.' }),
      limits: limits.optional().meta({ title: 'Limits', description: 'How often this tool may be called.' }),
      approval: z.enum(['never', 'always']).optional().meta({
        title: 'Approval (Toolgate)',
        description: 'Toolgate’s addition: `always` asks a person before a call is forwarded. The default is `never`.',
      }),
    },
    { error: 'must be an object' },
  )
  .meta({ title: 'Rules of one tool', description: 'An empty object lists the tool and sets no further rule.' });
export type ToolRules = z.infer<typeof ToolRules>;

const hide = z
  .array(text('must be a tool name or "*"'), { error: 'must be an array of tool names' })
  .superRefine(
    (names, context) => {
      const seen = new Set<unknown>();
      for (const [index, name] of names.entries()) {
        if (seen.has(name))
          context.addIssue({ code: 'custom', path: [index], message: `repeats ${JSON.stringify(name)}` });
        seen.add(name);
      }
    },
    // Also beside entries of a wrong type, so that one reading reports everything.
    { when: ({ value }) => Array.isArray(value) },
  )
  .meta({
    title: 'Hidden tools',
    description: 'Left out of the tool list and answered as unknown when called. "*" hides every tool.',
    uniqueItems: true,
  });

const posture = (title: string, what: string) =>
  z
    .enum(['allow', 'deny'])
    .optional()
    .meta({ title, description: `Toolgate’s addition: whether ${what} may be used. Without it, \`default\` decides.` });

/** A whole policy.json. Parsing gives the members in the order in which they are printed. */
export const Policy = z
  .strictObject(
    {
      $schema: z
        .string({ error: 'must be a string' })
        .optional()
        .meta({ title: 'JSON Schema', description: 'Toolgate’s addition: the address of this schema, for editors.' }),
      version: z.literal('1').meta({ title: 'Version', description: 'The version of the format.' }),
      default: z.enum(['allow', 'deny']).meta({
        title: 'Default',
        description: 'What happens to a call of a tool that is not listed under `tools`.',
      }),
      mode: z.enum(['enforce', 'shadow']).optional().meta({
        title: 'Mode (Toolgate)',
        description: 'Toolgate’s addition: `shadow` records every decision and forwards the call anyway.',
      }),
      hide: hide.optional(),
      all_tools: z
        .strictObject(
          { limits: limits.optional().meta({ title: 'Limits', description: 'Every call of any tool counts.' }) },
          { error: 'must be an object' },
        )
        .optional()
        .meta({ title: 'All tools', description: 'Limits over the calls of all tools together.' }),
      tools: toolNameMap(ToolRules).optional().meta({ title: 'Tools', description: 'Rules, by the exact tool name.' }),
      pins: toolNameMap(
        z
          .string({ error: 'must be a string' })
          .regex(/^sha256:[0-9a-f]{64}$/u, 'must be sha256: and 64 lower-case hexadecimal digits')
          .meta({ title: 'Definition hash' }),
      )
        .optional()
        .meta({
          title: 'Pins (Toolgate)',
          description: 'Toolgate’s addition: the expected definition hash of a tool. Another definition is denied.',
        }),
      resources: posture('Resources (Toolgate)', 'the server’s resources'),
      prompts: posture('Prompts (Toolgate)', 'the server’s prompts'),
    },
    { error: 'must be an object' },
  )
  .meta({ title: 'policy.json', description: 'Which tools of an MCP server an agent may call, how, and how often.' });
export type Policy = z.infer<typeof Policy>;

/** The rules that a policy lists for a tool; safe for every tool name, `constructor` and `__proto__` included. */
export function rulesFor(policy: Policy, tool: string): ToolRules | undefined {
  return policy.tools !== undefined && Object.hasOwn(policy.tools, tool) ? policy.tools[tool] : undefined;
}
