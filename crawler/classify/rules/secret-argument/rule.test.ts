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
  {
    tool: {
      name: 'log_in',
      description: 'Log in to the service.',
      inputSchema: { type: 'object', properties: { token: { type: 'string' } } },
    },
    says: 'secret',
  },
  {
    tool: {
      name: 'x',
      inputSchema: {
        type: 'object',
        properties: { wallet: { type: 'string', description: 'The wallet (private key, mnemonic, or JSON)' } },
      },
    },
    says: 'secret',
  },
  { tool: { name: 'x', description: 'Generates an address from a private key.' }, says: 'secret' },
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
  { tool: { name: 'x', inputSchema: { type: 'object', properties: { token: { type: 'string' } } } } },
  {
    tool: {
      name: 'x',
      inputSchema: {
        type: 'object',
        properties: { wallet: { type: 'string', description: 'Name of the wallet whose private key signs' } },
      },
    },
  },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
