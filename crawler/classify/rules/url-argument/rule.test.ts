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
  { tool: { name: 'x', description: 'Perform an HTTP PUT request.' }, says: 'url' },
  { tool: { name: 'web_crawler' }, says: 'url' },
  {
    tool: {
      name: 'x',
      inputSchema: { type: 'object', properties: { host: { type: 'string' }, password: { type: 'string' } } },
    },
    says: 'url',
  },
  {
    tool: {
      name: 'x',
      inputSchema: {
        type: 'object',
        properties: { inputs: { type: 'array', description: 'Local file paths or URLs of the images' } },
      },
    },
    says: 'url',
  },
  {
    tool: {
      name: 'create_product',
      inputSchema: {
        type: 'object',
        properties: { url: { type: 'string', description: 'Where to fetch the picture from' } },
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
  {
    tool: {
      name: 'update_contact',
      inputSchema: { type: 'object', properties: { name: { type: 'string' }, website: { type: 'string' } } },
    },
  },
  { tool: { name: 'x', inputSchema: { type: 'object', properties: { host: { type: 'string' } } } } },
  {
    tool: {
      name: 'extract_links',
      description: 'Extract all links of a text.',
      inputSchema: { type: 'object', properties: { html: { type: 'string' } } },
    },
  },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
