import { expect, test } from 'vitest';
import { knownAfter } from '../../../../../test/ladder-known.ts';
import { readme } from './step.ts';

const propose = (text: string) =>
  readme
    .propose(knownAfter({}, { names: ['acme'], readme: text }))
    .map(({ start, trust }) => [trust, Object.keys(start.environment), start.arguments]);
const shell = (line: string) => `\`\`\`sh\n${line}\n\`\`\`\n`;
const client = (entry: object) => `\`\`\`json\n${JSON.stringify({ mcpServers: { acme: entry } })}\n\`\`\`\n`;

test('what a client is configured with is believed, before what a shell may be told', () => {
  const text = shell('npx acme create') + client({ command: 'npx', args: ['acme', 'mcp', '--stdio'] });
  expect(propose(text)).toEqual([
    ['asked', [], ['mcp', '--stdio']],
    ['guess', [], ['create']],
  ]);
});

test('variables alone are believed wherever they stand, and so is what a client’s own command is told to keep', () => {
  expect(propose(shell('ACME_KEY=x npx acme'))).toEqual([['asked', ['ACME_KEY'], []]]);
  expect(propose(shell('claude mcp add acme -- npx acme serve'))).toEqual([['asked', [], ['serve']]]);
});
