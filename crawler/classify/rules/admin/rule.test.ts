import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { admin } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (admin(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'add-collaborator-as-verified-by-an-audit-of-last-year' }, says: 'admin' },
  { tool: { name: 'add_member' }, says: 'admin' },
  { tool: { name: 'x', description: 'Grant a role to a user.' }, says: 'admin' },
  { tool: { name: 'update_firewall' }, says: 'admin' },
  { tool: { name: 'x', description: 'Set the root password of a machine.' }, says: 'admin' },
  { tool: { name: 'x', description: 'Regenerate the secret of a webhook.' }, says: 'admin' },
  { tool: { name: 'revoke_api_token' }, says: 'admin' },
  { tool: { name: 'attach_public_key' }, says: 'admin' },
  { tool: { name: 'disable_domain_lock' }, says: 'admin' },
  { tool: { name: 'x', description: 'Removes two-factor authentication from an account.' }, says: 'admin' },
  { tool: { name: 'x', description: 'Blocks a user.' }, says: 'admin' },
  { tool: { name: 'x', description: 'Shows a preview. Grants a user access to the project.' }, says: 'admin' },
  {
    tool: {
      name: 'roles',
      description: 'Commands for listing role assignments, managing permissions and more.',
      inputSchema: { type: 'object', properties: { command: { type: 'string' }, parameters: { type: 'object' } } },
    },
    says: 'admin',
  },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'list_members' } },
  { tool: { name: 'create_note' } },
  { tool: { name: 'remove_member_from_card' } },
  { tool: { name: 'set_api_key' } },
  { tool: { name: 'x', description: 'Remove a user from watching an issue.' } },
  { tool: { name: 'x', description: 'Set the flex factor of a widget.' } },
  { tool: { name: 'x', description: 'Ingests files. Accepts the owner of a repository.' } },
  { tool: { name: 'create_token' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
