import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { make } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (make(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'generate_summary' }, says: 'read' },
  { tool: { name: 'generate_image' }, says: 'create' },
  { tool: { name: 'generate_image', description: 'Draws a picture from words and gives its address.' }, says: 'read' },
  { tool: { name: 'x', description: 'Make an authenticated HTTP request to the API.' }, says: 'execute' },
  { tool: { name: 'draw_rectangle' }, says: 'create' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([{ tool: { name: 'get_drawing' } }])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
