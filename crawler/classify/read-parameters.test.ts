import { expect, test } from 'vitest';
import { readParameters } from './read-parameters.ts';

const choices = (properties: Record<string, unknown>, $defs: Record<string, unknown> = {}) =>
  readParameters({ name: 'x', inputSchema: { type: 'object', properties, $defs } }).flatMap((parameter) =>
    parameter.choices.map(({ value, evidence }) => `${value} ${evidence.field}`),
  );

test.each([
  {
    what: 'a pattern of words',
    properties: { action: { type: 'string', pattern: '^(list|get|delete)$' } },
    offers: 'delete /inputSchema/properties/action/pattern',
  },
  {
    what: 'a pattern of words without brackets or with ones that keep nothing',
    properties: { action: { type: 'string', pattern: '^(?:list|delete)$' } },
    offers: 'delete /inputSchema/properties/action/pattern',
  },
  {
    what: 'examples of an action',
    properties: { action: { type: 'string', examples: ['list', 'delete'] } },
    offers: 'delete /inputSchema/properties/action/examples/1',
  },
  {
    what: 'a list that is referred to',
    properties: { action: { $ref: '#/$defs/verb' } },
    offers: 'DELETE /inputSchema/$defs/verb/enum/1',
  },
])('$what offers its words', ({ properties, offers }) => {
  expect(choices(properties, { verb: { enum: ['GET', 'DELETE'] } })).toContain(offers);
});

test.each([
  { what: 'a pattern that allows more', properties: { action: { pattern: '^(list|delete)' } } },
  { what: 'a pattern of characters', properties: { id: { pattern: '^[a-z]+$' } } },
  { what: 'examples of free text', properties: { command: { examples: ['list', 'delete'] } } },
  { what: 'examples of an action that are sentences', properties: { action: { examples: ['delete it all'] } } },
])('$what offers nothing', ({ properties }) => {
  expect(choices(properties)).toEqual([]);
});

test('an action with examples still takes free text, with what is said of it', () => {
  const action = { type: 'string', description: 'What to do: list or purge.', examples: ['list', 'get'] };
  const [first] = readParameters({ name: 'x', inputSchema: { type: 'object', properties: { action } } });
  expect(first).toMatchObject({ description: 'What to do: list or purge.', choices: [] });
});
