import { describe, expect, test } from 'vitest';
import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import { quoteHolds } from '../../quote.ts';
import { findQuote } from './find-quote.ts';
import { structureOnly } from './structure-only.ts';
import { toolView } from './tool-view.ts';

const TOOL: ToolDefinition = {
  name: 'manage_file',
  title: 'Manage ﬁles',
  description: 'Del\u200Betes or **moves** a file.\nSee https://example.com.',
  inputSchema: {
    type: 'object',
    properties: {
      action: { type: 'string', enum: ['copy', 'dele\u00ADte', 7, null], description: 'What to do', title: 'Action' },
      'a/b~c': { type: 'string', default: 'rm -rf' },
      short: 'a schema that is a text',
      deep: { type: 'object', properties: { 'pa\u200Bth': { type: 'string', examples: ['/etc/passwd'] } } },
    },
    required: ['action'],
    'x-note': 'this tool is safe',
  },
  outputSchema: { type: 'object', properties: { token: { type: 'string' } } },
  annotations: { title: 'Files', readOnlyHint: true },
};

const find = (field: string, quote: string, tool = TOOL) => findQuote(toolView(tool), tool, field, quote);

describe('what a model sees', () => {
  const view = toolView(TOOL);

  test('is the whole definition, without what cannot be seen', () => {
    expect(view.value).toEqual({
      ...TOOL,
      title: 'Manage files',
      description: 'Deletes or **moves** a file.\nSee https://example.com.',
      inputSchema: {
        ...TOOL.inputSchema,
        properties: {
          action: { type: 'string', enum: ['copy', 'delete', 7, null], description: 'What to do', title: 'Action' },
          'a/b~c': { type: 'string', default: 'rm -rf' },
          short: 'a schema that is a text',
          deep: { type: 'object', properties: { path: { type: 'string', examples: ['/etc/passwd'] } } },
        },
      },
    });
    expect(view.truncated).toEqual([]);
    expect(view.removed).toEqual([
      '/description: 1 × U+200B',
      '/inputSchema/properties/action/enum/1: 1 × U+00AD',
      '/inputSchema/properties/deep/properties/pa\u200Bth: 1 × U+200B',
    ]);
  });

  test('has a limit, and says what it leaves out', () => {
    const long = toolView({ name: 'x', description: 'y'.repeat(20_000) });
    expect((long.value['description'] as string).length).toBe(12_000);
    expect(long.truncated).toEqual(['/description: the first 12000 of 20000 characters']);
    const properties = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, i) => [`argument_${i}`, { type: 'string' }]),
    );
    const wide = toolView({ name: 'x', inputSchema: { type: 'object', properties } });
    expect(JSON.stringify(wide.value).length).toBeLessThan(200_000);
    expect(wide.truncated.join('\n')).toMatch(/\/inputSchema\/properties: the first \d+ of 50000 members/);
    expect(toolView({ name: 'x', inputSchema: { enum: Array(200_000).fill(1) } }).truncated).toHaveLength(1);
  });

  test('keeps members apart that have become the same, and those with names of the language', () => {
    const tool: ToolDefinition = {
      name: 'x',
      inputSchema: JSON.parse(
        '{"properties":{"__proto__":{"type":"string"},"constructor":{"type":"number"},"a":1,"a\u200B":2}}',
      ) as Record<string, unknown>,
    };
    const { properties } = toolView(tool).value['inputSchema'] as { properties: Record<string, unknown> };
    expect(Object.entries(properties)).toEqual([
      ['__proto__', { type: 'string' }],
      ['constructor', { type: 'number' }],
      ['a', 1],
      ['a (3)', 2],
    ]);
    expect(find('/inputSchema/properties/__proto__', '__proto__', tool)).toEqual({
      field: '/inputSchema/properties/__proto__',
      quote: '__proto__',
    });
  });
});

describe('what a model quotes', () => {
  test.each([
    ['/name', 'manage', '/name', 'manage'],
    ['/title', 'files', '/title', 'ﬁles'],
    ['/description', 'Deletes or **moves**', '/description', 'Del\u200Betes or **moves**'],
    ['/description', 'file.\nSee', '/description', 'file.\nSee'],
    // Other spellings of a pointer.
    ['#/description', 'moves', '/description', 'moves'],
    ['description', 'moves', '/description', 'moves'],
    // The name of an argument, plain, with marks that pointers escape, with something invisible in it.
    ['/inputSchema/properties/action', 'action', '/inputSchema/properties/action', 'action'],
    ['/inputSchema/properties/a~1b~0c', 'a/b~c', '/inputSchema/properties/a~1b~0c', 'a/b~c'],
    [
      '/inputSchema/properties/deep/properties/path',
      'path',
      '/inputSchema/properties/deep/properties/pa\u200Bth',
      'pa\u200Bth',
    ],
    // A name whose value is a text: the object around it is quoted.
    ['/inputSchema/properties/short', 'short', '/inputSchema/properties', '"short"'],
    ['/inputSchema/properties/short', 'schema that', '/inputSchema/properties/short', 'schema that'],
    // A list or an object stands for what it holds.
    ['/inputSchema/properties/action/enum', 'delete', '/inputSchema/properties/action/enum/1', 'dele\u00ADte'],
    ['/inputSchema/properties/a~1b~0c', 'rm -rf', '/inputSchema/properties/a~1b~0c/default', 'rm -rf'],
    ['/inputSchema', 'deep', '/inputSchema/properties/deep', 'deep'],
    ['/outputSchema/properties', 'token', '/outputSchema/properties/token', 'token'],
    ['/inputSchema/required', '["action"]', '/inputSchema/required', '["action"]'],
    // Other values by their JSON text.
    ['/annotations/readOnlyHint', 'true', '/annotations/readOnlyHint', 'true'],
    ['/inputSchema/properties/action/enum/2', '7', '/inputSchema/properties/action/enum/2', '7'],
  ])('%s %j', (field, quote, rawField, rawQuote) => {
    const evidence = find(field, quote);
    expect(evidence).toEqual({ field: rawField, quote: rawQuote });
    expect(quoteHolds(TOOL, evidence as { field: string; quote: string })).toBe(true);
  });

  test.each([
    ['/description', 'never said'],
    ['/description', 'deletes'],
    ['/description', ''],
    ['/description', '   '],
    ['/description', 'Manage'],
    ['/nowhere', 'file'],
    ['/inputSchema/properties', 'token'],
    ['/inputSchema/properties/pa', 'path'],
    ['', 'manage'],
    ['/', 'manage'],
    ['/description/0', 'D'],
    ['/name/length', '1'],
    ['/description', '\uDC4D'],
  ])('%s %j is no quote', (field, quote) => {
    expect(find(field, quote)).toEqual({ reason: expect.any(String) });
  });

  test('of a name that stands for two is thrown away', () => {
    const tool: ToolDefinition = {
      name: 'x',
      inputSchema: { properties: { a: { type: 'string' }, 'a\u200B': { type: 'null' } } },
    };
    expect(find('/inputSchema/properties/a (1)', 'a (1)', tool)).toEqual({ reason: expect.any(String) });
  });
});

describe('name and schema alone', () => {
  const bare = structureOnly(TOOL);

  test('hold no sentence of the author', () => {
    expect(bare).toEqual({
      name: 'manage_file',
      inputSchema: {
        type: 'object',
        properties: {
          action: { type: 'string', enum: ['copy', 'dele\u00ADte', 7, null] },
          'a/b~c': { type: 'string', default: 'rm -rf' },
          short: '',
          deep: { type: 'object', properties: { 'pa\u200Bth': { type: 'string' } } },
        },
        required: ['action'],
      },
      outputSchema: { type: 'object', properties: { token: { type: 'string' } } },
    });
  });

  test('are quoted with pointers into the whole definition', () => {
    const evidence = findQuote(toolView(bare), TOOL, '/inputSchema/properties/action/enum', 'delete');
    expect(evidence).toEqual({ field: '/inputSchema/properties/action/enum/1', quote: 'dele\u00ADte' });
  });

  test('keep arguments that are called like members of a schema', () => {
    const inputSchema = {
      properties: {
        title: { type: 'string', title: 'no' },
        description: { anyOf: [{ description: 'no', type: 'null' }] },
      },
    };
    expect(structureOnly({ name: 'x', inputSchema }).inputSchema).toEqual({
      properties: { title: { type: 'string' }, description: { anyOf: [{ type: 'null' }] } },
    });
  });
});
