import { createHash } from 'node:crypto';
import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import { KINDS } from './canaries.ts';
import { compose } from './compose.ts';

/**
 * Raised when answers are read in another way, so that what was made of them before must not count any more. Nothing a model sees
 * shows that, so nobody but whoever changes it can tell.
 */
const READING = 1;

/**
 * Definitions that bring out everything that the view does to one: texts, names and whole tools beyond its bounds, characters that
 * it removes or rewrites, members that the second look leaves out, names that become one.
 */
const PROBES: readonly ToolDefinition[] = [
  {
    name: 'probe',
    title: 'Probe\u200b\u{e0041}\u0007',
    description: `ﬁrst line\r\n\tsecond \u202eline\u202c ${'long '.repeat(4000)}`,
    inputSchema: {
      type: 'object',
      description: 'left out',
      properties: {
        ｎame: {
          type: 'string',
          title: 'left out',
          examples: ['left out'],
          pattern: '^a$',
          enum: ['a', null, 1, true],
        },
        name: { anyOf: [{ type: 'array', items: { $ref: '#/$defs/other' } }, { const: 'a' }] },
        [`n${'x'.repeat(400)}`]: { default: { description: 'kept' }, 'x-own': 'left out', not: {}, format: 'uri' },
      },
      required: ['name'],
      $defs: { other: { type: ['string', 'null'], maxLength: 3, description: 'left out' } },
    },
    outputSchema: { type: 'object', properties: { 'a/b~c': { type: 'number', minimum: 1.5 } } },
    annotations: { title: 'Probe', readOnlyHint: true, own: [1, null, { deep: '' }] },
  },
  {
    name: 'large',
    inputSchema: {
      properties: Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`p${i}`, { pattern: 'y'.repeat(9000) }])),
    },
  },
];

let version: string | undefined;

/**
 * The version of what models are asked: `prompt@` and 12 hexadecimal digits over two whole requests about the probes above, one
 * of each look (instructions, schema of the answer, how definitions are shown), over the test tools, and over the number of the
 * way answers are read. Another version makes every definition due again; a comment in the code does not.
 */
export function promptVersion(): string {
  if (version === undefined) {
    const tools = PROBES.map((definition, i) => ({ hash: String(i), definition }));
    const shape = { format: 'json_schema', tokensParameter: 'max_tokens', maxTokens: 1 } as const;
    const bodies = (['full', 'structure'] as const).map((look) => compose('probe', tools, look, '', shape).body);
    const canaries = KINDS.map(({ description, ...kind }) => ({ ...kind, description: description('noun_noun') }));
    const seen = JSON.stringify({ bodies, canaries, reading: READING });
    version = `prompt@${createHash('sha256').update(seen).digest('hex').slice(0, 12)}`;
  }
  return version;
}
