import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { sqlArgument } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (sqlArgument(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  {
    tool: { name: 'x', description: '', inputSchema: { type: 'object', properties: { sql: { type: 'string' } } } },
    says: 'sql',
  },
  {
    tool: {
      name: 'query',
      description: 'Run a query on a Postgres database.',
      inputSchema: { type: 'object', properties: { query: { type: 'string' } } },
    },
    says: 'sql',
  },
  { tool: { name: 'x', description: 'Run a SQL statement.' }, says: 'sql' },
  {
    tool: {
      name: 'aggregate',
      description: 'Run an aggregation against a collection.',
      inputSchema: {
        type: 'object',
        properties: { pipeline: { type: 'array', description: 'Aggregation stages to execute' } },
      },
    },
    says: 'sql',
  },
  {
    tool: {
      name: 'export',
      description: 'Export results.',
      inputSchema: {
        type: 'object',
        properties: {
          target: {
            anyOf: [{ properties: { pipeline: { type: 'array', description: 'Stages of the aggregation to run' } } }],
          },
        },
      },
    },
    says: 'sql',
  },
  {
    tool: {
      name: 'get_data',
      description: 'Get data of a table.',
      inputSchema: { type: 'object', properties: { sql: { type: 'string' } } },
    },
    says: 'sql',
  },
  { tool: { name: 'x', description: 'Execute ClickHouse queries.' }, says: 'sql' },
  {
    tool: {
      name: 'databases',
      description: 'Commands for servers, executing SQL queries and more.',
      inputSchema: {
        type: 'object',
        properties: { command: { type: 'string' }, parameters: { type: 'object' } },
      },
    },
    says: 'sql',
  },
  {
    tool: {
      name: 'read_query',
      description: 'Only SELECT queries are allowed, but this endpoint runs all of them.',
      inputSchema: { type: 'object', properties: { query: { type: 'string' } } },
    },
    says: 'sql',
  },
  {
    tool: {
      name: 'redis_command',
      description: 'Run a redis command.',
      inputSchema: { type: 'object', properties: { args: { type: 'array', items: { type: 'string' } } } },
    },
    says: 'sql',
  },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  {
    tool: {
      name: 'get_build',
      description: 'Show a build.',
      inputSchema: {
        type: 'object',
        properties: { pipeline: { type: 'string', description: 'Name of the pipeline' } },
      },
    },
  },
  {
    tool: {
      name: 'generate_sql',
      description: 'Generate SQL.',
      inputSchema: { type: 'object', properties: { sql: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'search',
      description: 'Search the web.',
      inputSchema: { type: 'object', properties: { query: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'get_plan',
      description: 'Get the plan for a query.',
      inputSchema: { type: 'object', properties: { sql: { type: 'string' } } },
    },
  },
  { tool: { name: 'x', description: 'Run a health check of redis.' } },
  {
    tool: {
      name: 'x',
      description: 'Run a query to select songs.',
      inputSchema: { type: 'object', properties: { query: { type: 'string' } } },
    },
  },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
