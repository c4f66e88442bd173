import { expect, test } from 'vitest';
import { classify } from '../../classify.ts';
import { readDefinition } from '../../read-definition.ts';
import { subCommandRule } from './rule.ts';

const tool = (properties: Record<string, unknown>, description = 'Work with container registries.') => ({
  name: 'registry',
  description,
  inputSchema: { type: 'object', properties },
});
const facts = (definition: ReturnType<typeof tool>) => subCommandRule(readDefinition(definition)).facts ?? [];

const ROUTER = { command: { type: 'string' }, parameters: { type: 'object' } };

test('a command beside the object of its parameters names a sub-command', () => {
  expect(facts(tool(ROUTER))).toMatchObject([{ value: 'sub-command', rule: 'sub-command' }]);
  const { category, level, facets } = classify(tool(ROUTER));
  expect({ category, level, facets }).toEqual({ category: 'Execute', level: 'High', facets: [] });
});

test('prose about invoking a command is no shell where the schema declares the arguments', () => {
  const prose =
    'Commands for managing vaults. This tool is a hierarchical command router. To invoke a command, set "command" and wrap its arguments in "parameters". Set "learn=true" to discover the sub commands.';
  const { level, facets, rationale } = classify(tool({ ...ROUTER, learn: { type: 'boolean' } }, prose));
  expect({ level, facets }).toEqual({ level: 'High', facets: [] });
  expect(rationale).toContain('name a command of another tool');
});

test.each([
  ['words beside it', { command: { type: 'string' }, args: { type: 'array' } }],
  ['a fixed list', { command: { enum: ['list', 'show'] }, parameters: { type: 'object' } }],
  ['nothing beside it', { command: { type: 'string' } }],
])('%s: nothing', (_, properties) => {
  expect(facts(tool(properties))).toEqual([]);
});

test.each([
  ['words beside the command', tool({ command: { type: 'string' }, args: { type: 'array' } })],
  ['a shell in the text', tool(ROUTER, 'Runs a shell command on the host.')],
  [
    'a command line in the text of an argument',
    tool({ command: { type: 'string', description: 'The command line to run' }, parameters: { type: 'object' } }),
  ],
])('%s stays a command line', (_, definition) => {
  expect(classify(definition)).toMatchObject({ level: 'Critical' });
});
