import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Ending } from './jail/jail.ts';
import { judgeFailure, type Failure } from './outcome.ts';

const ending: Ending = { exitCode: 1, signal: undefined, killed: false, exceeded: undefined, neverStarted: false };
const judge = (stderr: string, more: Partial<Failure> = {}) =>
  judgeFailure({ end: { kind: 'closed', phase: 'initialize' }, ending, stderr, stray: '', ports: [], ...more });

describe('last words, as real servers say them', () => {
  test.each([
    ['Error: BRAVE_API_KEY environment variable is required', 'needs-env', 'BRAVE_API_KEY is asked for'],
    ['Please provide a personal access token with SUPABASE_ACCESS_TOKEN', 'needs-env', 'SUPABASE_ACCESS_TOKEN'],
    ['No API key provided. Set it and try again.', 'needs-env', 'No API key provided'],
    ['Usage: server <dir>', 'needs-arguments', 'Usage'],
    ["error: required option '--url <url>' not specified", 'needs-arguments', '--url'],
    ['Required command was not provided.', 'needs-arguments', 'command'],
    ["Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'zod'", 'module-missing', 'zod'],
    ['Error: Failed to load keytar native addon, checked []', 'module-missing', 'native addon'],
    ['Error: spawn docker ENOENT', 'needs-binary', 'docker'],
    ['env: ‘bun’: No such file or directory', 'needs-binary', 'bun'],
    ["ENOENT: no such file or directory, open '/home/u/.x/config.json'", 'needs-config-file', 'config.json'],
    ['This program requires Node.js 26 or higher', 'runtime-too-old', '26'],
    ['TypeError: fetch failed', 'needs-network', 'fetch failed'],
    ['getaddrinfo EAI_AGAIN api.invalid', 'needs-network', 'EAI_AGAIN'],
    ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', 'out-of-memory', 'heap'],
    ['TypeError: x is not a function', 'crashed', 'x is not a function'],
    ['', 'crashed', 'exit code 1'],
  ])('%s', (stderr, code, words) => {
    const verdict = judge(stderr);
    expect(verdict.code).toBe(code);
    expect(verdict.detail).toContain(words);
  });
});

test('a clean exit without a word is no crash', () => {
  expect(judge('', { ending: { ...ending, exitCode: 0 } })).toEqual({
    code: 'exited-without-serving',
    detail: 'It ended with exit code 0.',
  });
});

test('limits that were hit come before all words', () => {
  const words = 'API_KEY_X is required';
  expect(judge(words, { ending: { ...ending, exceeded: 'memory' } }).code).toBe('out-of-memory');
  expect(judge(words, { ending: { ...ending, exceeded: 'cpu' } }).code).toBe('cpu-exceeded');
  expect(judge(words, { ending: { ...ending, exitCode: undefined, signal: 'SIGXCPU' } }).code).toBe('cpu-exceeded');
});

test('a server that is silent but listens, or says that it does, is one over HTTP', () => {
  const end = { kind: 'failed', code: 'initialize-timed-out', detail: 'No answer.' } as const;
  expect(judge('', { end, ports: [3333] })).toMatchObject({ code: 'http-only' });
  expect(judge('Server listening on http://localhost:3000/mcp', { end })).toMatchObject({ code: 'http-only' });
  expect(judge('Starting', { end })).toEqual({ code: 'initialize-timed-out', detail: 'No answer.' });
});

test('an answer of the protocol stands for itself, whatever is on standard error', () => {
  const end = { kind: 'failed', code: 'list-failed', detail: 'No.' } as const;
  expect(judge('API_KEY_X is required', { end })).toEqual({ code: 'list-failed', detail: 'No.' });
});

describe('hostile last words', () => {
  test('no pattern has a gap without a bound', () => {
    const source = readFileSync(new URL('outcome.ts', import.meta.url), 'utf8');
    const patterns = Array.from(
      source.matchAll(/^\s*(?:const \w+ =\s+)?\[?(\/.{20,}\/[gim]*)[,;]$/gm),
      ([, text]) => text!,
    );
    expect(patterns.length).toBeGreaterThanOrEqual(8);
    // Any character, any number of times; `[A-Z0-9]*` in a name is bounded by the word that it is in.
    for (const pattern of patterns) expect(pattern).not.toMatch(/(?:\.|\[\^\\n\]|\\S)[*+]/);
  });

  test.each(['ENOENT ', 'ENOENT open ', 'no set (the ', 'spawn ', 'A_'])('%j, 64 kB of it in one line', (word) => {
    const verdict = judge(word.repeat(65_536 / word.length));
    expect(verdict.detail.length).toBeLessThan(400);
  });
});
