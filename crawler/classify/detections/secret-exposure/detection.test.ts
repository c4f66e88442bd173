import { expect, test } from 'vitest';
import { readFacts } from '../../read-facts.ts';

const detect = (tool: Parameters<typeof readFacts>[0]) =>
  readFacts(tool)
    .findings.filter(({ rule }) => rule === 'secret-exposure')
    .map(({ severity, field }) => ({ severity, field }));

test('a credential as an argument is low, one that is handed out is medium', () => {
  const inputSchema = { type: 'object', properties: { api_key: { type: 'string' }, password: { type: 'string' } } };
  expect(detect({ name: 'login', inputSchema })).toEqual([
    { severity: 'low', field: '/inputSchema/properties/api_key' },
  ]);
  expect(detect({ name: 'get_env', description: 'Returns all environment variables.' })[0]).toMatchObject({
    severity: 'medium',
  });
});

test('tokens that are no credentials are nothing', () => {
  const inputSchema = {
    type: 'object',
    properties: { page_token: { type: 'string' }, max_tokens: { type: 'integer' } },
  };
  expect(detect({ name: 'list_users', inputSchema })).toEqual([]);
});
