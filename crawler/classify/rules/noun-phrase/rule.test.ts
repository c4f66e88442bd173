import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { nounPhrase } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (nounPhrase(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'board_arrival' }, says: 'read' },
  { tool: { name: 'user-followers' }, says: 'read' },
  { tool: { name: 'x', description: 'Current weather of a city.' }, says: 'read' },
  { tool: { name: '/api/one', description: 'ONE · 一个 文章' }, says: 'read' },
  { tool: { name: 'imagery', description: 'Global pictures from space' }, says: 'read' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'frobnicator' } },
  { tool: { name: 'delete_history' } },
  { tool: { name: 'device_console', description: 'A remote console.' } },
  { tool: { name: 'x', description: 'Frobnicate a database of history.' } },
  {
    tool: {
      name: 'lights',
      description: '',
      inputSchema: { type: 'object', properties: { on: { type: 'boolean' } } },
    },
  },
  { tool: { name: 'frob', description: 'Deploy Server History Server Try in Playground frob' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
