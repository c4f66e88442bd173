import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { plainVerb } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (plainVerb(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'trash_thread' }, says: 'update' },
  { tool: { name: 'get_user' }, says: 'read' },
  { tool: { name: 'createIssue' }, says: 'create' },
  { tool: { name: 'x', description: 'Updates the record.' }, says: 'update' },
  { tool: { name: 'volume-delete' }, says: 'delete' },
  { tool: { name: 'x', description: 'Search for delete operations.' }, says: 'read' },
  { tool: { name: 'x', description: '\u83b7\u53d6\u7528\u6237\u4fe1\u606f' }, says: 'read' },
  {
    tool: {
      name: 'open_nodes',
      description: 'Open nodes by their names.',
      inputSchema: {
        type: 'object',
        properties: { names: { type: 'array', description: 'An array of names to retrieve' } },
      },
    },
    says: 'read',
  },
  { tool: { name: 'x', description: 'Elimina un registro.' }, says: 'delete' },
  { tool: { name: 'x', description: 'Poistaa käyttäjän pysyvästi.' }, says: 'delete' },
  { tool: { name: 'poista_kayttaja', description: 'Poistaa käyttäjän.' }, says: 'delete' },
  { tool: { name: 'x', description: 'Näyttää käyttäjän tiedot.' }, says: 'read' },
  { tool: { name: 'x', description: 'Törli a felhasználót' }, says: 'delete' },
  { tool: { name: 'x', description: 'Létrehozza a felhasználót' }, says: 'create' },
  { tool: { name: 'x', description: 'מוחק משתמש לצמיתות' }, says: 'delete' },
  { tool: { name: 'x', description: 'מציג את המשתמש' }, says: 'read' },
  { tool: { name: 'x', description: 'Διαγράφει τον χρήστη οριστικά' }, says: 'delete' },
  { tool: { name: 'x', description: 'Ενημερώνει τον χρήστη' }, says: 'update' },
  { tool: { name: 'x', description: 'Gets rid of the item for good.' }, says: 'delete' },
  { tool: { name: 'x', description: 'Overwrites the disk with zeros.' }, says: 'delete' },
  { tool: { name: 'spawnProcess' }, says: 'execute' },
  { tool: { name: 'unlock_door' }, says: 'execute' },
  { tool: { name: 'x', description: 'Open the valve.' }, says: 'execute' },
  { tool: { name: 'unlock_issue' }, says: 'update' },
  { tool: { name: 'x', description: 'Submit a batch job.' }, says: 'execute' },
  { tool: { name: 'x', description: 'Submit a job application.' }, says: 'update' },
  { tool: { name: 'promote_replica' }, says: 'execute' },
  { tool: { name: 'promote_user' }, says: 'update' },
  { tool: { name: 'rollout_undo', description: 'Undo a rollout.' }, says: 'execute' },
  { tool: { name: 'x', description: 'Undo the last edit.' }, says: 'update' },
  { tool: { name: 'x', description: 'Unlink a file.' }, says: 'delete' },
  { tool: { name: 'x', description: 'Unlink a file from a task.' }, says: 'update' },
  { tool: { name: 'x', description: 'Overwrite every block of the device with zeros.' }, says: 'delete' },
  { tool: { name: 'x', description: 'Formats the disk.' }, says: 'delete' },
  {
    tool: { name: 'format_table', inputSchema: { type: 'object', properties: { filename: { type: 'string' } } } },
    says: 'update',
  },
  { tool: { name: 'format_table' }, says: 'read' },
  { tool: { name: 'x', description: 'Pulls match data from a source.' }, says: 'read' },
  { tool: { name: 'x', description: 'Pulls an image.' }, says: 'update' },
  { tool: { name: 'revoke_access' }, says: 'update' },
  { tool: { name: 'revoke_api_key' }, says: 'delete' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'order_history' } },
  { tool: { name: 'x', description: 'Runs code in a sandbox and destroys the sandbox afterwards.' } },
  { tool: { name: 'x', description: 'It does not delete anything.' } },
  { tool: { name: 'x', description: 'Issues, pull requests and files.' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
