import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { secretData } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (secretData(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'x', description: 'Prints the contents of ~/.aws/credentials.' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Lists users with their password hashes.' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Configures the API credentials.' }, says: 'secrets' },
  { tool: { name: 'get_env' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Prints user, access token and refresh token.' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Get a list of API keys.' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Get DATABASE_URL' }, says: 'secrets' },
  { tool: { name: 'get_jwt' }, says: 'secrets' },
  { tool: { name: 'get_cloud_creds' }, says: 'secrets' },
  { tool: { name: 'get_service_account_key' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Generate a SAS URL.' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Look up an item in the keychain.' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Decrypt the vault and print its entries.' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Reveals the hidden value of a variable.' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Returns all environment variables.' }, says: 'secrets' },
  { tool: { name: 'create_api_key' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Prints what is in the .env file.' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Gives back the decrypted password of an entry.' }, says: 'secrets' },
  { tool: { name: 'x', description: 'Renvoie le mot de passe d’un compte.' }, says: 'secrets' },
  { tool: { name: 'x', description: '返回服务器的密码。' }, says: 'secrets' },
  { tool: { name: 'get_cookies', description: 'Get all cookies.' }, says: 'secrets' },
  {
    tool: { name: 'getAuthorizationCode', description: 'Retrieve the authorization code of a domain.' },
    says: 'secrets',
  },
  { tool: { name: 'generate_database_token', description: 'Generate a new token for a database.' }, says: 'secrets' },
  { tool: { name: 'create_token', description: 'Create a new token.' }, says: 'secrets' },
  {
    tool: { name: 'env_vars', inputSchema: { type: 'object', properties: { action: { enum: ['list', 'delete'] } } } },
    says: 'secrets',
  },
  {
    tool: {
      name: 'get_resource',
      description: 'Get a Kubernetes resource.',
      inputSchema: { type: 'object', properties: { kind: { type: 'string' } } },
    },
    says: 'secrets',
  },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'x', description: 'Lists users with their roles.' } },
  { tool: { name: 'x', description: 'Returns the contents of a folder.' } },
  { tool: { name: 'get_token_price' } },
  { tool: { name: 'list_users' } },
  { tool: { name: 'x', description: 'Prints user, token usage and refresh rate.' } },
  { tool: { name: 'x', description: 'Get usage by user and API key.' } },
  { tool: { name: 'x', description: 'Lists attack patterns, among them injection and stolen credentials.' } },
  { tool: { name: 'x', description: 'Get a list of notes in the vault.' } },
  { tool: { name: 'x', description: 'Get a list of users with an API key.' } },
  { tool: { name: 'get_jwt_claims_schema' } },
  { tool: { name: 'x', description: 'Finds hidden values in a matrix.' } },
  { tool: { name: 'x', description: 'Show the URL of a page.' } },
  { tool: { name: 'x', description: 'Shows how often an API key was used.' } },
  { tool: { name: 'create_token', description: 'Create a new token on Solana with a supply and a symbol.' } },
  { tool: { name: 'set_cookie', description: 'Add a cookie to the browser.' } },
  { tool: { name: 'get_credential_schema' } },
  { tool: { name: 'describe_resource', description: 'Describe a Kubernetes resource.' } },
  {
    tool: {
      name: 'get_logs',
      description: 'Get the logs of a Kubernetes pod.',
      inputSchema: { type: 'object', properties: { kind: { type: 'string', enum: ['pod', 'job'] } } },
    },
  },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
