import { describe, expect, test } from 'vitest';
import { dummyValue } from './dummies.ts';

describe('the name says what shape a value has', () => {
  test.each([
    ['EXAMPLE_API_KEY', 'placeholder'],
    ['GITHUB_TOKEN', 'ghp_placeholder'],
    ['SLACK_BOT_TOKEN', 'xoxb-placeholder'],
    ['STRIPE_SECRET_KEY', 'sk_test_placeholder'],
    ['clientSecret', 'placeholder'],
    ['ES_URL', 'https://placeholder.invalid'],
    ['BASE_URL', 'https://placeholder.invalid'],
    ['DATABASE_URL', 'postgres://user:placeholder@placeholder.invalid:5432/db'],
    ['PORT', '8080'],
    ['--port', '8080'],
    ['DB_HOST', 'placeholder.invalid'],
    ['USER_EMAIL', 'user@placeholder.invalid'],
    ['allowed-directory', '/home/u'],
    ['VAULT_PATH', '/home/u'],
    ['TENANT_ID', '00000000-0000-4000-8000-000000000000'],
    ['AWS_REGION', 'us-east-1'],
    ['ENABLE_WRITE', 'false'],
    ['DEBUG', 'false'],
    ['LOG_LEVEL', 'info'],
    ['REQUEST_TIMEOUT', '1'],
    ['WHATEVER', 'placeholder'],
  ])('%s', (name, value) => expect(dummyValue({ name })).toBe(value));
});

test('a declared format comes before the name', () => {
  expect(dummyValue({ name: 'API_KEY', format: 'number' })).toBe('1');
  expect(dummyValue({ name: 'CONFIG', format: 'filepath' })).toBe('/home/u');
});

test('an example is taken when it is plain, and nothing else says more', () => {
  expect(dummyValue({ name: 'MODE', placeholder: 'fast' })).toBe('fast');
  expect(dummyValue({ name: 'MODE', placeholder: '<your mode>' })).toBe('placeholder');
  expect(dummyValue({ name: 'MODE', placeholder: 'yourmode' })).toBe('placeholder');
  expect(dummyValue({ name: 'KEY', placeholder: 'abc' })).toBe('placeholder');
});

test('the description helps when the name does not', () => {
  expect(dummyValue({ name: 'X', description: 'URL of the thing' })).toBe('https://placeholder.invalid');
  expect(dummyValue({ name: 'X', description: 'Directory to serve' })).toBe('/home/u');
});
