import { describe, expect, test } from 'vitest';
import { readUsage } from './read-usage.ts';

const usage = (text: string) => readUsage([text]);

describe('what is missing', () => {
  test.each([
    ["error: required option '--access-key <key>' not specified", ['--access-key']],
    ['Missing required argument: endpoint', ['--endpoint']],
    ['Please pass --org-id to choose an organisation', ['--org-id']],
    ['Error: --read-only must be a boolean', []],
    ['  --depth <n>   how deep, required for trees', []],
  ])('%s', (text, options) => expect(usage(text).options).toEqual(options));

  test.each([
    ["error: missing required argument 'folder'", ['folder']],
    ['Usage: some-server [options] <database-url> <schema>', ['database-url', 'schema']],
    ['Usage:\n  some-server <folder>', ['folder']],
    ['Usage: some-server <command> [options]', []],
    ['Usage: some-server --key <key>', []],
  ])('%s', (text, positionals) => expect(usage(text).positionals).toEqual(positionals));
});

describe('sub-commands, likeliest first', () => {
  test.each([
    ['Commands:\n  deploy   Deploys\n  serve    Serves MCP', ['serve']],
    ['Commands:\n  tool start [port]  Starts it\n  tool login         Signs in', ['start']],
    ['usage: tool [-h] {login,run,stdio}', ['stdio', 'run']],
    ["Error: Unknown command: undefined. Expected 'init' or 'run'.", ['run']],
    ['Commands:\n  deploy   Deploys', []],
  ])('%s', (text, commands) => expect(usage(text).commands).toEqual(commands.map((word) => [word])));

  test('a group is tried with what it usually holds', () => {
    expect(usage('Commands:\n  server   Server operations').commands).toEqual([
      ['server'],
      ['server', 'start'],
      ['server', 'run'],
      ['server', 'stdio'],
    ]);
  });
});

test.each([
  ['  --stdio   Use standard input', [['--stdio']]],
  ['  --transport <type>  one of http, stdio', [['--transport', 'stdio']]],
  ['  --transport <type>  http only', []],
])('switches: %s', (text, switches) => expect(usage(text).switches).toEqual(switches));

test('a long hostile text is read in a moment', () => {
  expect(usage(`usage ${'<a '.repeat(200_000)}`)).toMatchObject({ options: [] });
  expect(usage(`${'-'.repeat(900)}\n`.repeat(400))).toMatchObject({ commands: [] });
});

test.each([
  [
    'Tool registration error. Start the server with one of the following:\n  --toolsets: names, or "all"\n  --tools: names',
    [
      ['--toolsets', 'all'],
      ['--tools', 'all'],
    ],
  ],
  ['Start the server with one of the following:\n  --toolsets: names', []],
  ['  --toolsets   names, or all of them', []],
  ['Specify at least one of the following (all are described below):\n  --read-only\n  --url', []],
])('a choice that the server insists on is made so that it narrows nothing: %s', (text, widest) =>
  expect(usage(text).widest).toEqual(widest),
);
