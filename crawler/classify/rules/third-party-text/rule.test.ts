import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { thirdPartyText } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (thirdPartyText(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'get_comments' }, says: 'untrusted-content' },
  { tool: { name: 'x', description: 'Search the web.' }, says: 'untrusted-content' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([{ tool: { name: 'create_comment' } }, { tool: { name: 'get_balance' } }])(
  '$tool.name: nothing',
  ({ tool }) => {
    expect(values(tool)).toEqual([]);
  },
);
