import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { returnedSecrets } from './rule.ts';

const facts = (tool: Parameters<typeof readDefinition>[0]) => returnedSecrets(readDefinition(tool)).facts ?? [];

test.each([
  { name: 'x', description: 'Create an address to upload to. Returns `url`, `auth_key` and when it ends.' },
  { name: 'x', description: 'Details of a service. The answer contains its database password.' },
  { name: 'x', description: 'Lists the settings: host, port and the password of the database.' },
  {
    name: 'x',
    outputSchema: { type: 'object', properties: { text: { type: 'string', description: 'The password as it is' } } },
  },
  { name: 'x', description: "Shows a request with its headers (including 'Cookie')." },
  {
    name: 'x',
    description: 'Details of a database. Credentials are masked by default.',
    inputSchema: { type: 'object', properties: { reveal: { type: 'boolean' } } },
  },
  { name: 'x', description: 'Returns the current profile, including access token and refresh token.' },
  { name: 'x', description: 'Gets a record. The response carries the private key.' },
  { name: 'x', description: 'Gets a record. Credentials are returned unmasked.' },
  { name: 'x', description: 'Read the state of the machines incl. sensitive values.' },
  { name: 'x', outputSchema: { type: 'object', properties: { connectionString: { type: 'string' } } } },
])('$description: the answer carries credentials', (tool) => {
  expect(facts(tool)).toMatchObject([{ kind: 'data', value: 'secrets' }]);
});

test.each([
  { name: 'x', description: 'Returns an error if the API key is invalid.' },
  { name: 'x', description: 'Returns usage, with separate figures per API key.' },
  { name: 'x', description: 'List of tokens; the answer never contains access tokens.' },
  { name: 'x', description: 'Requires an access token.' },
  { name: 'x', description: 'Gets a record. Credentials are returned masked.' },
  { name: 'x', description: 'Gets a record. Passwords are never returned.' },
  { name: 'x', description: 'Returns the current profile; uses the current access token.' },
  {
    name: 'x',
    description: 'Show the next card.',
    inputSchema: { type: 'object', properties: { reveal: { type: 'boolean' } } },
  },
  { name: 'x', outputSchema: { type: 'object', properties: { has_password: { type: 'boolean' } } } },
])('$description: nothing', (tool) => {
  expect(facts(tool)).toEqual([]);
});

test('a long text without a full stop is read in linear time', () => {
  expect(facts({ name: 'x', description: 'returns a b c '.repeat(60_000) })).toEqual([]);
});
