import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { hiddenCharacters } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (hiddenCharacters(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'x', description: 'Get it\u200b now' }, says: 'hidden-characters' },
  { tool: { name: 'x', description: 'A\udb40\udc41\udb40\udc42' }, says: 'hidden-characters' },
  { tool: { name: 'x', description: 'a\u202eb' }, says: 'hidden-characters' },
  { tool: { name: 'd\u0435lete_repo' }, says: 'hidden-characters' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'x', description: 'Nice \u2764\ufe0f and \ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67' } },
  { tool: { name: 'x' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
