import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { requestArgument } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (requestArgument(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: {
        type: 'object',
        properties: { method: { type: 'string', enum: ['GET', 'DELETE'] }, url: { type: 'string' } },
      },
    },
    says: 'request',
  },
  {
    tool: {
      name: 'record',
      inputSchema: {
        type: 'object',
        properties: { action: { $ref: '#/$defs/verb' } },
        $defs: { verb: { enum: ['GET', 'DELETE'] } },
      },
    },
    says: 'delete',
  },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  {
    tool: {
      name: 'get_response_schema',
      description: 'Gets the response schema for an endpoint and method.',
      inputSchema: {
        type: 'object',
        properties: { method: { type: 'string', description: 'HTTP method' }, path: { type: 'string' } },
      },
    },
  },
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: {
        type: 'object',
        properties: { method: { type: 'string', enum: ['GET'] }, url: { type: 'string' } },
      },
    },
  },
  { tool: { name: 'x', description: '', inputSchema: { type: 'object', properties: { url: { type: 'string' } } } } },
  {
    tool: {
      name: 'search_documentation',
      inputSchema: { type: 'object', properties: { method: { enum: ['GET', 'DELETE'] } } },
    },
  },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
