import { describe, expect, test } from 'vitest';
import { readBlocks } from './read-blocks.ts';

const fence = (language: string, text: string) => `Some words.\n\n\`\`\`${language}\n${text}\n\`\`\`\n`;
const read = (language: string, text: string) =>
  readBlocks(fence(language, text), ['@acme/mail-server', 'mail-server']);

test('a block of nothing but line ends is read once', () => {
  expect(read('', '\n'.repeat(200_000))).toEqual([]);
});

describe('JSON configurations', () => {
  const block = { environment: { MAIL_KEY: 'k' }, arguments: ['serve', '--fast'] };
  test.each([
    [
      'a client’s file',
      '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "@acme/mail-server@latest", "serve", "--fast"], "env": {"MAIL_KEY": "k"}}}}',
    ],
    [
      'comments and trailing commas',
      '{"servers": {"mail": {"command": "mail-server", /* here */ "args": ["serve", "--fast",], "env": {"MAIL_KEY": "k"},},}}',
    ],
    [
      'without the outer braces',
      '"mail": {"command": "npx", "args": ["@acme/mail-server", "serve", "--fast"], "env": {"MAIL_KEY": "k"}}',
    ],
    [
      'the command as a list',
      '{"mcp": {"mail": {"command": ["npx", "-y", "@acme/mail-server", "serve", "--fast"], "environment": {"MAIL_KEY": "k"}}}}',
    ],
    [
      'a shell between',
      '{"mail": {"command": "cmd", "args": ["/c", "npx", "@acme/mail-server", "serve", "--fast"], "env": {"MAIL_KEY": "k"}}}',
    ],
    [
      'a checkout',
      '{"mail": {"command": "node", "args": ["/path/to/dist/index.js", "serve", "--fast"], "env": {"MAIL_KEY": "k"}}}',
    ],
  ])('%s', (_, text) => expect(read('json', text)).toMatchObject([block]));

  test('of an image: the variables that it is given', () => {
    const text =
      '{"mail": {"command": "docker", "args": ["run", "--name", "mail-server", "-e", "MAIL_KEY", "acme/mail-server", "serve"]}}';
    expect(read('', text)).toMatchObject([{ environment: { MAIL_KEY: '' }, arguments: ['serve'] }]);
  });

  test.each([
    '{"mail": {"command": "npx", "args": ["@acme/other"]}}',
    '{"command": 7}',
    '{"a": {"command": "',
    '[]',
    '',
  ])('of another server, or none: %s', (text) => expect(read('json', text)).toEqual([]));
});

test('TOML configurations', () => {
  const text =
    '[mcp_servers.mail]\ncommand = "npx"\nargs = ["-y", "@acme/mail-server", "serve"]\n[mcp_servers.mail.env]\nMAIL_KEY = "k"';
  expect(read('toml', text)).toMatchObject([{ environment: { MAIL_KEY: 'k' }, arguments: ['serve'] }]);
});

describe('shell examples', () => {
  test.each([
    ['MAIL_KEY=k npx -y @acme/mail-server serve "two words" # comment', { MAIL_KEY: 'k' }, ['serve', 'two words']],
    ['export MAIL_KEY="k"\nnpx @acme/mail-server', { MAIL_KEY: 'k' }, []],
    ['$ npx @acme/mail-server serve \\\n  --fast', {}, ['serve', '--fast']],
    ['claude mcp add mail -e MAIL_KEY=k -- npx -y @acme/mail-server serve', { MAIL_KEY: 'k' }, ['serve']],
    ['npx @acme/mail-server serve | tee log', {}, ['serve']],
  ])('%s', (text, environment, args) => expect(read('bash', text)).toMatchObject([{ environment, arguments: args }]));

  test('an installation starts nothing', () => expect(read('sh', 'npm install express')).toEqual([]));
});

test('deep, wide and unfinished examples cost little', () => {
  expect(read('json', `{"command": ${'['.repeat(20_000)}`)).toEqual([]);
  expect(readBlocks('```json\n'.repeat(50_000), ['x'])).toEqual([]);
});
