import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { codeArgument } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (codeArgument(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  {
    tool: {
      name: 'run_js',
      description: '',
      inputSchema: { type: 'object', properties: { code: { type: 'string' } } },
    },
    says: 'code',
  },
  { tool: { name: 'x', description: 'Execute Python code in a sandbox.' }, says: 'code' },
  {
    tool: {
      name: 'interact',
      description: 'Click controls of a page. The code can run as Bash, Python, or Node.',
      inputSchema: { type: 'object', properties: { code: { type: 'string' } } },
    },
    says: 'code',
  },
  {
    tool: {
      name: 'sandbox',
      description: '',
      inputSchema: {
        type: 'object',
        properties: { script: { type: 'string' }, language: { enum: ['python', 'bash'] } },
      },
    },
    says: 'code',
  },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  {
    tool: {
      name: 'format_code',
      description: '',
      inputSchema: { type: 'object', properties: { code: { type: 'string' } } },
    },
  },
  {
    tool: {
      name: 'save_snippet',
      description: 'Save a snippet of code in the notebook.',
      inputSchema: {
        type: 'object',
        properties: { code: { type: 'string' }, language: { enum: ['python', 'bash'] } },
      },
    },
  },
  {
    tool: {
      name: 'x',
      description: 'Explain the code.',
      inputSchema: { type: 'object', properties: { code: { type: 'string' } } },
    },
  },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
