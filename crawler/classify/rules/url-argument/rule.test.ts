import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { urlArgument } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (urlArgument(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  {
    tool: { name: 'x', description: '', inputSchema: { type: 'object', properties: { url: { type: 'string' } } } },
    says: 'url',
  },
  { tool: { name: 'x', description: 'Fetches a URL and returns its content.' }, says: 'url' },
  {
    tool: {
      name: 'x',
      description: 'Compress it.',
      inputSchema: {
        type: 'object',
        properties: { data: { type: 'string', description: 'URL or data URI of the content' } },
      },
    },
    says: 'url',
  },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: { type: 'object', properties: { url: { type: 'string', description: 'GitHub repository URL' } } },
    },
  },
  { tool: { name: 'get_user' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
