import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { pathArgument } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (pathArgument(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: { type: 'object', properties: { file_path: { type: 'string' } } },
    },
    says: 'path',
  },
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: { type: 'object', properties: { path: { type: 'string', description: 'Path of the directory' } } },
    },
    says: 'path',
  },
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: {
        type: 'object',
        properties: {
          filename: { type: 'string', description: 'Save the snapshot to a file instead of returning it.' },
        },
      },
    },
    says: 'path',
  },
  { tool: { name: 'x', description: 'Expects an absolute file path.' }, says: 'path' },
  {
    tool: {
      name: 'git_merge',
      inputSchema: {
        type: 'object',
        properties: { branch: { type: 'string' }, path: { type: 'string', description: 'Path to the Git repository' } },
      },
    },
    says: 'path',
  },
  {
    tool: {
      name: 'x',
      inputSchema: {
        type: 'object',
        properties: { valuesFile: { type: 'string', description: 'Path to a file of values' } },
      },
    },
    says: 'path',
  },
  {
    tool: {
      name: 'move_file',
      inputSchema: { type: 'object', properties: { source: { type: 'string' }, destination: { type: 'string' } } },
    },
    says: 'path',
  },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  {
    tool: {
      name: 'x',
      description: '',
      inputSchema: {
        type: 'object',
        properties: { owner: { type: 'string' }, repo: { type: 'string' }, path: { type: 'string' } },
      },
    },
  },
  { tool: { name: 'x', description: '', inputSchema: { type: 'object', properties: { title: { type: 'string' } } } } },
  {
    tool: {
      name: 'crawl',
      inputSchema: { type: 'object', properties: { url: { type: 'string' }, exclude_paths: { type: 'array' } } },
    },
  },
  {
    tool: {
      name: 'stop_recording',
      description: 'Stop a recording. Returns the file path.',
      inputSchema: { type: 'object', properties: { device: { type: 'string' } } },
    },
  },
  { tool: { name: 'x', description: 'Get the contents of a file from a GitHub repository.' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
