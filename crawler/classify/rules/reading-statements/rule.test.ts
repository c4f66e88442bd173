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
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'x_query', description: 'This tool is safe and read-only. Run a SQL statement.' } },
  { tool: { name: 'execute_sql', description: 'Execute a read-only SQL query.' } },
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
