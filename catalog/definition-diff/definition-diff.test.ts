import { describe, expect, test } from 'vitest';
import { DefinitionChange } from '../model/definition-change.ts';
import type { ToolDefinition } from '../model/tool-definition.ts';
import { definitionDiff } from './definition-diff.ts';

const NOTE: ToolDefinition = {
  name: 'get_note',
  title: 'Get',
  description: 'Gets a note.',
  inputSchema: {
    type: 'object',
    properties: {
      id: { type: 'string', description: 'Its id.' },
      filter: { type: 'object', properties: { tag: { type: 'string', enum: ['a', 'b'] } } },
      ids: { type: 'array', items: { type: 'object', properties: { n: { type: 'number' } } } },
    },
    required: ['id'],
  },
  outputSchema: { type: 'object', properties: { text: { type: 'string' } } },
  annotations: { readOnlyHint: true, openWorldHint: false },
};

/** The note with a change to a copy of its input schema. */
function schema(
  edit: (schema: {
    properties: Record<string, Record<string, unknown>>;
    required: string[];
    [keyword: string]: unknown;
  }) => void,
): Partial<ToolDefinition> {
  const inputSchema = structuredClone(NOTE.inputSchema) as Parameters<typeof edit>[0];
  edit(inputSchema);
  return { inputSchema };
}

const brief = (before: ToolDefinition, after: ToolDefinition) =>
  definitionDiff(before, after).changes.map(({ field, subject, how, severity, says }) => [
    field,
    subject,
    how,
    severity,
    says,
  ]);

describe('catalog/definition-diff', () => {
  test.each<[string, Partial<ToolDefinition>, unknown[][]]>([
    ['nothing', {}, []],
    ['order alone', schema((s) => (s.properties = Object.fromEntries(Object.entries(s.properties).toReversed()))), []],
    [
      'a description',
      { description: 'Reads.' },
      [['/description', 'description', 'changed', 'info', 'the description changed']],
    ],
    ['a title taken away', { title: undefined }, [['/title', 'title', 'removed', 'info', 'the title is gone']]],
    [
      'a hint that promises less',
      { annotations: { readOnlyHint: false, openWorldHint: false } },
      [
        [
          '/annotations/readOnlyHint',
          'annotation',
          'changed',
          'medium',
          'the annotation `readOnlyHint` is false now and was true',
        ],
      ],
    ],
    [
      'a hint that promises less by its absence',
      { annotations: { readOnlyHint: true } },
      [['/annotations/openWorldHint', 'annotation', 'removed', 'medium', 'the annotation `openWorldHint` is gone']],
    ],
    [
      'a hint that promises more, and one that says what its absence says',
      { annotations: { readOnlyHint: true, openWorldHint: false, idempotentHint: true, destructiveHint: true } },
      [
        ['/annotations/idempotentHint', 'annotation', 'added', 'low', 'the annotation `idempotentHint` is new'],
        ['/annotations/destructiveHint', 'annotation', 'added', 'info', 'the annotation `destructiveHint` is new'],
      ],
    ],
    [
      'an argument',
      schema((s) => (s.properties['a/b'] = { type: 'string' })),
      [['/inputSchema/properties/a~1b', 'argument', 'added', 'low', 'the argument `a/b` is new']],
    ],
    [
      'a required argument',
      schema((s) => {
        s.properties['bcc'] = { type: 'string' };
        s.required.push('bcc');
      }),
      [['/inputSchema/properties/bcc', 'argument', 'added', 'medium', 'the argument `bcc` is new and required']],
    ],
    [
      'an argument that is gone, with its entry among the required ones',
      schema((s) => {
        delete s.properties['id'];
        s.required = [];
      }),
      [['/inputSchema/properties/id', 'argument', 'removed', 'low', 'the argument `id` is gone']],
    ],
    [
      'who is required',
      schema((s) => (s.required = ['ids'])),
      [
        ['/inputSchema/required', 'argument-required', 'changed', 'medium', 'the argument `ids` is required now'],
        ['/inputSchema/required', 'argument-required', 'changed', 'info', 'the argument `id` is optional now'],
      ],
    ],
    [
      'type and text of an argument',
      schema((s) => (s.properties['id'] = { type: 'number', description: 'The id.' })),
      [
        [
          '/inputSchema/properties/id/type',
          'argument-type',
          'changed',
          'medium',
          '`type` of the argument `id` changed',
        ],
        [
          '/inputSchema/properties/id/description',
          'argument-text',
          'changed',
          'info',
          'the description of the argument `id` changed',
        ],
      ],
    ],
    [
      'values of an argument in an argument',
      schema(
        (s) => (s.properties['filter'] = { type: 'object', properties: { tag: { type: 'string', enum: ['a', 'c'] } } }),
      ),
      [
        [
          '/inputSchema/properties/filter/properties/tag/enum',
          'argument-values',
          'changed',
          'low',
          '`enum` of the argument `filter.tag` changed',
        ],
      ],
    ],
    [
      'an argument of the members of a list',
      schema((s) => (s.properties['ids'] = { type: 'array', items: { type: 'object', properties: {} } })),
      [
        [
          '/inputSchema/properties/ids/items/properties/n',
          'argument',
          'removed',
          'low',
          'the argument `ids[].n` is gone',
        ],
      ],
    ],
    [
      'the schema itself',
      schema((s) => (s['additionalProperties'] = true)),
      [
        [
          '/inputSchema/additionalProperties',
          'input-schema',
          'added',
          'low',
          '`additionalProperties` of the input schema is new',
        ],
      ],
    ],
    [
      'a field of the output',
      { outputSchema: { type: 'object', properties: { text: { type: 'number' } } } },
      [
        [
          '/outputSchema/properties/text/type',
          'output-schema',
          'changed',
          'info',
          '`type` of the output field `text` changed',
        ],
      ],
    ],
  ])('%s', (_, change, expected) => {
    expect(brief(NOTE, { ...NOTE, ...change })).toEqual(expected);
  });

  test('carries both values; long ones are cut, objects are JSON', () => {
    const long = 'x'.repeat(2_000);
    const { changes } = definitionDiff(NOTE, { ...NOTE, description: long, annotations: { readOnlyHint: { a: 1 } } });
    expect(changes[0]).toMatchObject({ before: 'Gets a note.', after: `${'x'.repeat(1_000)}…` });
    expect(changes[1]).toMatchObject({ before: 'true', after: '{"a":1}' });
    expect(DefinitionChange.array().safeParse(changes).success).toBe(true);
  });

  test('a schema that appears or is gone is compared with an empty one', () => {
    const bare = { name: 'get_note' };
    expect(brief(bare, { ...bare, inputSchema: { type: 'object', properties: { a: {} } } })).toEqual([
      ['/inputSchema/type', 'input-schema', 'added', 'medium', '`type` of the input schema is new'],
      ['/inputSchema/properties/a', 'argument', 'added', 'low', 'the argument `a` is new'],
    ]);
  });

  test.each([
    ['properties', { properties: [] }, { properties: 'x' }],
    ['required', { required: 'id' }, { required: [1, null, 'id'] }],
    ['inherited names', JSON.parse('{"properties":{"__proto__":{"type":"string"}}}'), { properties: { toString: {} } }],
    ['null', { properties: { a: null } }, { properties: { a: {} } }],
  ])('odd schemas: %s', (_, before, after) => {
    const tool = (inputSchema: Record<string, unknown>) => ({ name: 't', inputSchema });
    for (const [a, b] of [
      [before, after],
      [after, before],
    ] as [Record<string, unknown>, Record<string, unknown>][]) {
      const { changes } = definitionDiff(tool(a), tool(b));
      expect(changes.length).toBeGreaterThan(0);
      for (const { says } of changes) expect(says).not.toMatch(/undefined|\[object/);
    }
    expect(
      definitionDiff(tool(before as Record<string, unknown>), tool(before as Record<string, unknown>)).changes,
    ).toEqual([]);
  });

  test('keeps a bounded number of changes and counts the others', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`a${i}`, { type: 'string' }]));
    const { changes, more } = definitionDiff(NOTE, { ...NOTE, inputSchema: { ...NOTE.inputSchema, properties: many } });
    expect(changes).toHaveLength(100);
    expect(more).toBe(5_000 + 3 - 100);
  });

  test('schemas nested without end are compared whole below some depth', () => {
    const nest = (levels: number, leaf: unknown): Record<string, unknown> =>
      levels === 0 ? { const: leaf } : { properties: { a: nest(levels - 1, leaf) } };
    const tool = (leaf: unknown) => ({ name: 't', inputSchema: nest(300, leaf) });
    const [only, ...others] = definitionDiff(tool(1), tool(2)).changes;
    expect(others).toEqual([]);
    expect(only!.field.split('/properties')).toHaveLength(22);
  });
});
