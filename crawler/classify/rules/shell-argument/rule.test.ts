import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { shellArgument } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (shellArgument(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  {
    tool: { name: 'x', description: '', inputSchema: { type: 'object', properties: { command: { type: 'string' } } } },
    says: 'shell',
  },
  { tool: { name: 'x', description: 'Execute a shell command.' }, says: 'shell' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: { type: 'object', properties: { command: { type: 'string', enum: ['up', 'down'] } } },
    },
  },
  { tool: { name: 'list_commands' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
