import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { readingStatements } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (readingStatements(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  {
    tool: {
      name: 'query',
      description: 'Executes a read-only SQL query.',
      inputSchema: { type: 'object', properties: { sql: { type: 'string' } } },
    },
    says: 'reading-statements',
  },
  {
    tool: { name: 'execute_sql', description: 'Execute a read-only SQL query.' },
    says: 'reading-statements',
  },
  {
    tool: { name: 'read-cypher', description: 'Execute arbitrary read-only Cypher queries. Rejects writes.' },
    says: 'reading-statements',
  },
  { tool: { name: 'execute_query', description: 'Execute a PromQL instant query.' }, says: 'reading-statements' },
  {
    tool: { name: 'query', description: 'Runs SQL. Only SELECT statements are accepted.' },
    says: 'reading-statements',
  },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'x_query', description: 'This tool is safe and read-only. Run a SQL statement.' } },
  {
    tool: {
      name: 'read_query',
      description: 'Only SELECT queries are allowed in docs, but this endpoint runs all of them.',
    },
  },
  { tool: { name: 'read_query', description: 'Runs SQL. Only SELECT statements are accepted. That is not enforced.' } },
  { tool: { name: 'write_query', description: 'Execute a read-only SQL query.' } },
  { tool: { name: 'query', description: 'Runs a SQL statement. Read-only queries are cached for a minute.' } },
  { tool: { name: 'query', description: 'Runs a SQL statement. Not limited to read-only queries.' } },
  { tool: { name: 'query', description: 'Executes read-only queries and others.' } },
  { tool: { name: 'execute_sql', description: 'Executes SQL operations. Use only read-only queries.' } },
  { tool: { name: 'query', description: 'Executes read-only queries unless force is set.' } },
  { tool: { name: 'query', description: 'Runs a SQL statement. Example of a read-only query: SELECT 1.' } },
  {
    tool: {
      name: 'query',
      description: 'Executes read-only SQL queries.',
      inputSchema: { type: 'object', properties: { sql: { type: 'string' }, mode: { enum: ['read', 'write'] } } },
    },
  },
  {
    tool: {
      name: 'query',
      description: 'Run read-only SQL queries.',
      inputSchema: { type: 'object', properties: { sql: { type: 'string' }, allow_write: { type: 'boolean' } } },
    },
  },
  { tool: { name: 'query', description: 'Executes a read-only SQL query. Also supports INSERT and UPDATE.' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
