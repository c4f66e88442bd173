import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { sessionEnd } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (sessionEnd(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'logout' }, says: 'update' },
  { tool: { name: 'x', description: 'Log out from a site.' }, says: 'update' },
  { tool: { name: 'x', description: 'Destroy the current session.' }, says: 'update' },
  { tool: { name: 'delete_user_session' }, says: 'delete' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([{ tool: { name: 'log_message' } }, { tool: { name: 'list_sessions' } }])(
  '$tool.name: nothing',
  ({ tool }) => {
    expect(values(tool)).toEqual([]);
  },
);
