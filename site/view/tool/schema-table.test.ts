import { describe, expect, it } from 'vitest';
import { schemaTable } from './schema-table.ts';

const paths = (schema: Record<string, unknown>) => schemaTable(schema).rows.map(({ path, type }) => `${path} ${type}`);

describe('site/view/tool/schema-table.test.ts', () => {
  it('shows what a parameter accepts', () => {
    const { rows } = schemaTable({
      required: ['limit'],
      properties: {
        limit: { type: 'integer', minimum: 1, maximum: 100, default: 10, description: 'How many' },
        sort: { enum: ['up', 'down'], type: 'string' },
        tags: { type: 'array', items: { type: 'string', enum: ['a'] }, maxItems: 3 },
      },
    });
    expect(rows).toEqual([
      {
        path: 'limit',
        type: 'integer',
        required: true,
        description: { text: 'How many' },
        default: '10',
        range: '1 to 100',
      },
      { path: 'sort', type: 'string', required: false, allowed: ['"up"', '"down"'] },
      { path: 'tags', type: 'array of string', required: false, allowed: ['"a"'], range: 'at most 3 items' },
    ]);
  });

  it('flattens what is nested, through arrays, references and unions', () => {
    const schema = {
      $defs: { point: { type: 'object', properties: { x: { type: 'number' } } } },
      properties: {
        at: { $ref: '#/$defs/point' },
        all: { type: 'array', items: { $ref: '#/$defs/point' } },
        either: { anyOf: [{ type: 'null' }, { type: 'object', properties: { y: { type: ['string', 'null'] } } }] },
      },
    };
    expect(paths(schema)).toEqual([
      'at object',
      'at.x number',
      'all array of any',
      'all[].x number',
      'either null or object',
      'either.y string or null',
    ]);
  });

  it('ends on schemas that refer to themselves, and counts what it leaves out', () => {
    const node = {
      properties: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`p${i}`, { $ref: '#/$defs/node' }])),
    };
    const self = { $defs: { node }, $ref: '#/$defs/node' };
    const table = schemaTable(self);
    expect(table.rows).toHaveLength(60);
    expect(table.omitted).toBeGreaterThan(100);
    expect(schemaTable({ $ref: '#' }).rows).toEqual([]);
  });

  it.each([
    {},
    { properties: [] },
    { properties: { a: null, b: 7, c: 'x' } },
    { type: {}, properties: { __proto__: {} }, required: 'a' },
    { anyOf: 3 },
  ])('gives some table for %j', (schema) => {
    expect(() => schemaTable(schema)).not.toThrow();
  });
});
