import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { savedFile } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (savedFile(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  {
    tool: {
      name: 'download',
      inputSchema: { type: 'object', properties: { url: { type: 'string' }, path: { type: 'string' } } },
    },
    says: 'create',
  },
  {
    tool: {
      name: 'download_video',
      description: '',
      inputSchema: { type: 'object', properties: { output_path: { type: 'string' } } },
    },
    says: 'create',
  },
  { tool: { name: 'x', description: 'Download a file to the downloads folder.' }, says: 'create' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'download', inputSchema: { type: 'object', properties: { path: { type: 'string' } } } } },
  { tool: { name: 'download_link' } },
  {
    tool: {
      name: 'take_screenshot',
      description: 'Take a screenshot of the page.',
      inputSchema: { type: 'object', properties: { filename: { type: 'string', description: 'File to save it to.' } } },
    },
  },
  {
    tool: {
      name: 'export_csv',
      description: '',
      inputSchema: { type: 'object', properties: { query: { type: 'string' } } },
    },
  },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
