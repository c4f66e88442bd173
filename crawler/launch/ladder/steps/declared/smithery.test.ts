import { expect, test } from 'vitest';
import { smitheryVariables } from './smithery.ts';

test('properties become variables; the function that maps them is not run', () => {
  const text = `
startCommand:
  type: stdio
  configSchema:
    type: object
    required: [acmeApiKey]
    properties:
      acmeApiKey: {type: string}
      baseUrl: {type: string, default: "https://a.invalid"}
      readOnly: {type: boolean}
      mode: {type: string, enum: [fast, slow]}
  commandFunction: |-
    (config) => { throw new Error('never') }
`;
  expect(smitheryVariables(text)).toEqual({
    required: { ACME_API_KEY: 'placeholder' },
    all: { ACME_API_KEY: 'placeholder', BASE_URL: 'https://a.invalid', MODE: 'fast' },
  });
});

test.each([
  undefined,
  '',
  '[',
  'startCommand: 3',
  'a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b, *b]',
  '['.repeat(20_000),
])('a file that cannot be read declares nothing: %j', (text) => {
  expect(smitheryVariables(text)).toEqual({ required: {}, all: {} });
});
