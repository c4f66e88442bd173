import { expect, test } from 'vitest';
import { exampleParameters } from './example-parameters.ts';

const names = (text: string) => exampleParameters(text).map(({ name, types }) => `${name}:${types.join()}`);

test('the members of a shown call are arguments, those inside them are not', () => {
  const call = `{
  // Required
  "pricing_data": { "status": "ok, \\"quoted\\" {", "inner": [1, 2] },
  "services": ["a", "b"],
  "output_file": "report.md", // or "report.csv": a table
  "limit": 3
}`;
  expect(names(`Makes a report.\n\nExample usage:\n\n\`\`\`json\n${call}\n\`\`\`\nMore { "later": 1 }`)).toEqual([
    'pricing_data:',
    'services:',
    'output_file:string',
    'limit:',
  ]);
});

test.each([
  ['an example of an answer', 'Example output: {"deleted": true, "path": "/x"}'],
  ['an object without introduction', 'Takes {"path": "/x"}.'],
  ['a name that is none', 'Example input: {"two words": 1, "": 2}'],
  ['nothing', ''],
])('%s: no arguments', (_, text) => {
  expect(names(text)).toEqual([]);
});

test('an example that is cut off, and one without end, are read as far as they go', () => {
  expect(names('Example call: {"path": "/x", "name')).toEqual(['path:string']);
  expect(names(`Example call: {"path": ${'['.repeat(100_000)}`)).toEqual(['path:']);
  expect(names('Example call: {"a": 1} '.repeat(20_000))).toEqual(['a:']);
});
