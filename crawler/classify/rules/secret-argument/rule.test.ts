import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { secretArgument } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (secretArgument(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  {
    tool: { name: 'x', description: '', inputSchema: { type: 'object', properties: { api_key: { type: 'string' } } } },
    says: 'secret',
  },
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: { type: 'object', properties: { privateKey: { type: 'string' } } },
    },
    says: 'secret',
  },
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: { type: 'object', properties: { token: { type: 'string', description: 'Access token' } } },
    },
    says: 'secret',
  },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: { type: 'object', properties: { token: { type: 'string', description: 'Token symbol' } } },
    },
  },
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: { type: 'object', properties: { page_token: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: { type: 'object', properties: { max_tokens: { type: 'integer' } } },
    },
  },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
