import { expect, test } from 'vitest';
import { readFacts } from '../../read-facts.ts';

const detect = (argument: string, values: string[]) =>
  readFacts({
    name: 'manage_notes',
    inputSchema: { type: 'object', properties: { [argument]: { type: 'string', enum: values } } },
  }).findings.filter(({ rule }) => rule === 'dispatcher');

test('the values are listed by what they do', () => {
  const [finding] = detect('action', ['list', 'create', 'delete']);
  expect(finding).toMatchObject({ severity: 'low', field: '/inputSchema/properties/action', quote: 'action' });
  expect(finding?.message).toBe(
    '`action` selects what a call does: it reads with `list`; creates with `create`; deletes with `delete`.',
  );
});

test('milder mixtures are info, and one effect is no mixture', () => {
  expect(detect('action', ['list', 'update'])[0]).toMatchObject({ severity: 'info' });
  expect(detect('action', ['list', 'get', 'search'])).toEqual([]);
  expect(detect('format', ['delete', 'list'])).toEqual([]);
});
