import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { secretData } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (secretData(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'get_env' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Returns all environment variables.' }, says: 'secrets' },
  { tool: { name: 'create_api_key' }, says: 'secrets' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([{ tool: { name: 'get_token_price' } }, { tool: { name: 'list_users' } }])(
  '$tool.name: nothing',
  ({ tool }) => {
    expect(values(tool)).toEqual([]);
  },
);
