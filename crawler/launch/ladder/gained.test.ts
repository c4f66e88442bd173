import { expect, test } from 'vitest';
import type { OutcomeCode } from '../../../catalog/model/launch.ts';
import { hasGained } from './gained.ts';
import { BARE, type Start } from './start.ts';
import type { Proposal, Tried } from './step.ts';

const tried = (code: OutcomeCode, detail: string, start: Partial<Start> = {}): Tried => ({
  step: 'bare',
  start: { ...BARE, ...start },
  code,
  detail,
  said: detail,
  ports: [],
  greeted: false,
});
const base = tried('needs-env', 'It ended with exit code 1: A_KEY is asked for');
const withKey = { environment: { A_KEY: 'placeholder' } };

test.each<[what: string, next: Tried, trust: Proposal['trust'], gained: boolean]>([
  ['the same ending', tried('needs-env', base.detail, withKey), 'asked', false],
  ['the same ending on another line', tried('needs-env', base.detail.replace('1', '2'), withKey), 'asked', false],
  ['the next missing name', tried('needs-env', 'B_KEY is asked for', withKey), 'asked', true],
  ['it runs now', tried('initialize-timed-out', 'No answer', withKey), 'asked', true],
  ['it speaks now', tried('list-failed', 'no', withKey), 'guess', true],
  ['a guess that only runs', tried('initialize-timed-out', 'No answer'), 'guess', false],
  ['a refused argument', tried('needs-arguments', 'error: unknown option --x', { arguments: ['--x'] }), 'asked', false],
  ['what was only read', tried('list-failed', 'no'), 'read', false],
  ['a port that does not answer either', tried('http-only', 'other', { transport: 'http' }), 'asked', false],
])('%s: %j', (_, next, trust, gained) => expect(hasGained(base, next, trust)).toBe(gained));

test('a guess that runs into a missing variable is none when the server was running before', () => {
  const next = tried('needs-env', 'Invalid key', { arguments: ['--key', 'x'] });
  expect(hasGained(tried('crashed', 'Unknown'), next, 'guess')).toBe(true);
  expect(hasGained(tried('http-only', 'It listens'), next, 'guess')).toBe(true);
  expect(hasGained(tried('initialize-timed-out', 'No answer'), next, 'guess')).toBe(false);
});
