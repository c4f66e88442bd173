import { expect, test } from 'vitest';
import { readDefinition } from '../read-definition.ts';

const listed = (description: string, properties?: Record<string, unknown>) =>
  readDefinition({ name: 'x', description, ...(properties && { inputSchema: { type: 'object', properties } }) })
    .actions.filter(({ where }) => where === 'value')
    .map(({ verb }) => verb);

test.each([
  ['Perform operations on records:\n  - insert: Create new ones\n  - delete: Take them away', ['insert', 'delete']],
  [
    'Operate on elements by performing actions such as select, setColor, delete, hide, etc.',
    ['select', 'set', 'delete', 'hide'],
  ],
  ['Manages scenes (load, save, create).', ['load', 'save', 'create']],
  ['Perform a mix of append, update, and delete operations.', ['delete', 'update', 'append']],
  ['Manages schemas with CRUD operations.', ['delete']],
])('%s', (description, verbs) => {
  expect(listed(description)).toEqual(verbs);
});

test.each([
  'Takes options:\n - delete: whether old ones go\n - list: their names',
  'Lists the supported operations: create, delete.',
  'Runs SQL that changes data (INSERT/UPDATE/DELETE).',
  "You can't perform actions such as create, delete.",
  'Get usage examples for a specific command-line tool.',
])('nothing: %s', (description) => {
  expect(listed(description)).toEqual([]);
});

test.each([
  [{ action: { type: 'string', description: 'One of: list, create, delete' } }, ['list', 'create', 'delete']],
  [{ operation: { type: 'string', description: "Operation (e.g. 'create', 'modify')" } }, ['create', 'modify']],
  [{ mode: { enum: ['get', 'delete'] } }, ['get', 'delete']],
  [{ position: { enum: ['start', 'end'] } }, []],
  [{ op: { enum: ['add', 'remove', 'replace', 'test'] } }, []],
  [{ method: { enum: ['GET', 'DELETE'] } }, []],
  [{ action: { enum: ['ACCEPT', 'DROP'] } }, []],
])('%j', (properties, verbs) => {
  expect(listed('', properties)).toEqual(verbs);
});
