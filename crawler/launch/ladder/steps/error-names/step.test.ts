import { describe, expect, test } from 'vitest';
import { knownAfter } from '../../../../../test/ladder-known.ts';
import { BARE, withVariables } from '../../start.ts';
import { errorNames } from './step.ts';

const propose = (said: string, set: Record<string, string> = {}) => {
  const known = knownAfter({ start: withVariables(BARE, set), code: 'needs-env', said });
  return errorNames.propose(known).map(({ start }) => start.environment);
};
const names = (said: string) => propose(said).map((environment) => Object.keys(environment).join('+'));

describe('names, one at a time', () => {
  test.each([
    ['Set ACME_API_KEY or ACME_API_KEY_FILE before you start', ['ACME_API_KEY']],
    ['loaded ACME_REGION\nACME_TOKEN is missing', ['ACME_TOKEN']],
    ['ACME_URL and ACME_TOKEN are required', ['ACME_TOKEN', 'ACME_URL', 'ACME_TOKEN+ACME_URL']],
    ['ACME_URL or ACME_TOKEN is required', ['ACME_TOKEN', 'ACME_URL']],
    ['ERR_INVALID_ARG_TYPE, ECONNREFUSED, NODE_OPTIONS needed', []],
    ['you must accept ACME_TELEMETRY', []],
    ['Environment variables:\n  ACME_TOKEN  a token\n  ACME_COLOUR  a colour', ['ACME_TOKEN']],
  ])('%s', (said, expected) => expect(names(said)).toEqual(expected));
});

describe('a refused value is made again in the shape that is asked for', () => {
  test.each([
    ['ACME_URL must be a valid URL', 'ACME_URL', 'https://placeholder.invalid'],
    ['ACME_KEY: must start with "ak_"', 'ACME_KEY', 'ak_placeholder0placeholder0placeholder0placeholder0'],
    ["ACME_MODE: expected 'fast' | 'slow'", 'ACME_MODE', 'fast'],
    [
      'Set ACME_URL to a valid ACME URL (e.g., https://<environment-id>.apps.acme.invalid).',
      'ACME_URL',
      'https://placeholder.apps.acme.invalid',
    ],
    ['ACME_ID should be a UUID', 'ACME_ID', '00000000-0000-4000-8000-000000000000'],
    ['ACME_COUNT must be a number', 'ACME_COUNT', '1'],
    ['ACME_KEY must have at least 32 characters', 'ACME_KEY', '0'.repeat(32)],
    ['Invalid API key format. Expected ak_*', 'ACME_KEY', 'ak_placeholder0placeholder0placeholder0placeholder0'],
  ])('%s', (said, name, value) => expect(propose(said, { [name]: 'placeholder' })[0]).toEqual({ [name]: value }));

  test('once: what was refused is not offered again', () => {
    expect(propose('ACME_URL must be a valid URL', { ACME_URL: 'https://placeholder.invalid' })).toEqual([]);
  });
});

test('a flood of names is cut', () => {
  const said = Array.from({ length: 5_000 }, (_, i) => `ACME_KEY_${i} is required`).join('\n');
  expect(propose(said)).toHaveLength(5);
});
