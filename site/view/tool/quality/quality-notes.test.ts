import { describe, expect, it } from 'vitest';
import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import { qualityNotes } from './quality-notes.ts';
import { QUALITY_RULES } from './quality-rules.ts';

const GOOD: ToolDefinition = {
  name: 'list_invoices',
  description: 'Lists the invoices of one customer, newest first.',
  inputSchema: {
    type: 'object',
    properties: { customer: { type: 'string', description: 'Id of the customer' } },
    required: ['customer'],
  },
  annotations: { readOnlyHint: true },
};
const rulesOf = (change: Partial<ToolDefinition>) => qualityNotes({ ...GOOD, ...change }).map(({ rule }) => rule);
const schema = (properties: unknown, required: unknown = []) => ({
  inputSchema: { type: 'object', properties, required } as Record<string, unknown>,
});

describe('site/view/tool/quality/quality-notes.test.ts', () => {
  it('has nothing to say of a good definition', () => {
    expect(qualityNotes(GOOD)).toEqual([]);
    expect(rulesOf({ ...schema({}), name: 'run_sql' })).toEqual([]);
    expect(rulesOf({ description: '请求列表' })).toEqual([]);
  });

  it.each<[string, Partial<ToolDefinition>]>([
    ['vague-name', { name: 'run' }],
    ['vague-name', { name: 'getData2' }],
    ['vague-name', { name: 'x' }],
    ['name-not-portable', { name: 'notes.read' }],
    ['name-not-portable', { name: 'a'.repeat(65) }],
    ['no-description', { description: ' \n' }],
    ['description-says-little', { description: 'List invoices.' }],
    ['description-says-little', { description: 'Fetches.' }],
    ['overlong-description', { description: 'long '.repeat(300) }],
    ['no-input-schema', { inputSchema: undefined }],
    ['undescribed-required-parameters', schema({ a: { type: 'string' } }, ['a'])],
    ['undescribed-optional-parameters', schema({ a: { type: 'string', description: ' ' } })],
    ['untyped-parameters', schema({ a: { description: 'Anything' } })],
    ['required-but-not-declared', schema({}, ['toString'])],
    ['no-annotations', { annotations: { title: 'Invoices' } }],
    ['contradictory-annotations', { annotations: { readOnlyHint: true, destructiveHint: true } }],
    ['annotation-of-wrong-type', { annotations: { readOnlyHint: 'true' } }],
  ])('notices %s: %j', (rule, change) => {
    expect(rulesOf(change)).toEqual([rule]);
  });

  it('has a test, a reason and a way to fix it for every rule', () => {
    expect(new Set(QUALITY_RULES.map(({ id }) => id)).size).toBe(QUALITY_RULES.length);
    for (const { reason, fix } of QUALITY_RULES)
      expect([reason, fix]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
  });

  it('names the first parameters and counts the others, harmlessly', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`p\`${i}`, { type: 'string' }]));
    const [note] = qualityNotes({ ...GOOD, ...schema(many) });
    expect(JSON.stringify(note?.notice)).toContain('40 optional parameters have no description');
    expect(note?.notice.at(-1)).toBe(' and 35 more.');
    expect(note?.notice).toContainEqual({ code: 'p0' });
  });

  it('reads definitions of any form', () => {
    const odd: Record<string, unknown> = { type: 7, properties: { a: 'no schema', b: null }, required: 'all' };
    expect(() => rulesOf({ inputSchema: odd, annotations: { readOnlyHint: null } })).not.toThrow();
    expect(rulesOf({ description: 'x'.repeat(1_000_000), name: 'y'.repeat(1000) })).toEqual([
      'name-not-portable',
      'overlong-description',
    ]);
  });
});
