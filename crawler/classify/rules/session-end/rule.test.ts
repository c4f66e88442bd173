import { expect, test } from 'vitest';
import { classify } from '../../classify.ts';
import { readDefinition } from '../../read-definition.ts';
import { sessionEnd } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (sessionEnd(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'logout' }, says: 'update' },
  { tool: { name: 'x', description: 'Log out from a site.' }, says: 'update' },
  { tool: { name: 'x', description: 'Destroy the current session.' }, says: 'update' },
  { tool: { name: 'delete_user_session' }, says: 'delete' },
  { tool: { name: 'destroy_browser_session' }, says: 'execute' },
  { tool: { name: 'drop_session' }, says: 'update' },
  { tool: { name: 'x', description: 'Close a database connection and revoke its connectionId.' }, says: 'update' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([{ tool: { name: 'log_message' } }, { tool: { name: 'list_sessions' } }])(
  '$tool.name: nothing',
  ({ tool }) => {
    expect(values(tool)).toEqual([]);
  },
);

test('telling of a logout records an event; it ends nothing', () => {
  const { category, level, rationale } = classify({
    name: 'track_logout',
    description: 'Notify the risk service of a logout event.',
    inputSchema: { type: 'object', properties: { user_id: { type: 'string' } } },
  });
  expect({ category, level }).toEqual({ category: 'Write', level: 'Medium' });
  expect(rationale).toMatch(/lets a caller (?:record or send an event|send something to a person or a service) /);
  expect(rationale).not.toContain('session');
});
