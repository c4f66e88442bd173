import { expect, test } from 'vitest';
import { quoteHolds } from './quote.ts';

const tool = {
  name: 'a/b',
  description: 'Get it.',
  inputSchema: { properties: { 'a/b~c': { enum: ['x'] }, n: { default: 5 }, s: 'text' } },
};

test.each([
  ['/description', 'Get'],
  ['/inputSchema/properties/a~1b~0c', 'b~c'],
  ['/inputSchema/properties/a~1b~0c/enum/0', 'x'],
  ['/inputSchema/properties/n/default', '5'],
  ['/inputSchema/properties', '"s"'],
])('%s holds %s', (field, quote) => {
  expect(quoteHolds(tool, { field, quote })).toBe(true);
});

test.each([
  ['/description', 'Delete'],
  ['/description', ''],
  ['', 'Get'],
  ['/nothing/here', 'x'],
  ['/inputSchema/properties/s', 's1'],
  ['/inputSchema/toString', 'toString'],
])('%s does not hold %j', (field, quote) => {
  expect(quoteHolds(tool, { field, quote })).toBe(false);
});
