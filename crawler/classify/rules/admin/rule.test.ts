import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { admin } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (admin(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'add_member' }, says: 'admin' },
  { tool: { name: 'x', description: 'Grant a role to a user.' }, says: 'admin' },
  { tool: { name: 'update_firewall' }, says: 'admin' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([{ tool: { name: 'list_members' } }, { tool: { name: 'create_note' } }])(
  '$tool.name: nothing',
  ({ tool }) => {
    expect(values(tool)).toEqual([]);
  },
);
