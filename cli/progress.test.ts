import { expect, test } from 'vitest';
import type { StageEvent } from '../crawler/stages/report.ts';
import { progress } from './progress.ts';

const ESCAPE = '\u001b[2K';

/** Everything that is shown for the events, one second after the other, on a terminal or in a log. */
function shown(
  events: StageEvent[],
  setting: { isTTY?: boolean; env?: NodeJS.ProcessEnv; columns?: number } = {},
): string {
  const { isTTY = false, env = {}, columns = 80 } = setting;
  let text = '';
  let now = 0;
  const stream = { isTTY, columns, write: (piece: string) => (text += piece) } as never;
  const io = { stdin: [] as never, stdout: stream, stderr: stream, env, signal: new AbortController().signal };
  const report = progress(io, { now: () => now });
  for (const event of events) {
    report(event);
    now += 1000;
  }
  return text;
}

const LAUNCHES: StageEvent[] = [
  { kind: 'begin', stage: 'launch', total: 4 },
  { kind: 'step', stage: 'launch', done: 1, text: 'one: 3 tools' },
  { kind: 'step', stage: 'launch', done: 1, text: 'two: crashed' },
  { kind: 'end', stage: 'launch', counts: { launched: 2, listed: 1, failed: 0, toolsAdded: 3 } },
];

test('a log gets a line per step, without escape sequences', () => {
  expect(shown(LAUNCHES)).toBe('  one: 3 tools\n  two: crashed\nlaunch: 2 launched, 1 listed, 3 tools added\n');
});

test('a log hears of silent work now and then', () => {
  const silent: StageEvent[] = Array.from({ length: 25 }, () => ({ kind: 'step', stage: 'classify', done: 100 }));
  const text = shown([{ kind: 'begin', stage: 'classify', total: 5000 }, ...silent]);
  expect(text).toBe('classify: 1000/5000, 100.0 a second, 40 s left\nclassify: 2000/5000, 100.0 a second, 30 s left\n');
});

test('a terminal gets one status line with count, rate and time left, drawn over', () => {
  const text = shown(LAUNCHES, { isTTY: true });
  expect(text).toContain(`\r${ESCAPE}launch: 1/4, 1.0 a second, 3 s left`);
  expect(text).toContain(`\r${ESCAPE}launch: 2/4, 1.0 a second, 2 s left`);
  // It is cleared before a line stays.
  expect(text).toContain(`\r${ESCAPE}  two: crashed\n`);
  expect(text.endsWith(`\r${ESCAPE}launch: 2 launched, 1 listed, 3 tools added\n`)).toBe(true);
});

test('the status line is never wider than the terminal', () => {
  const narrow = shown(LAUNCHES, { isTTY: true, columns: 12 });
  const drawn = narrow.split(`\r${ESCAPE}`).filter((text) => text.startsWith('launch: ') && !text.endsWith('\n'));
  expect(drawn.length).toBeGreaterThan(0);
  for (const line of drawn) expect(line.length).toBeLessThan(12);
});

test('a dumb terminal is a log', () => {
  expect(shown(LAUNCHES, { isTTY: true, env: { TERM: 'dumb' } })).toBe(shown(LAUNCHES));
});

test.each([true, false])('text of servers cannot emit escape sequences: terminal %s', (isTTY) => {
  const text = shown([{ kind: 'step', stage: 'launch', done: 1, text: 'evil\u001b[31m\u0007\u202e\nline\r' }], {
    isTTY,
  });
  expect(text.replaceAll(`\r${ESCAPE}`, '')).toBe('  evil\\u001b[31m\\u0007\\u202e\\u000aline\\u000d\n');
});

test('--quiet shows nothing', () => {
  let text = '';
  const stream = { isTTY: true, write: (piece: string) => (text += piece) } as never;
  const io = { stdin: [] as never, stdout: stream, stderr: stream, env: {}, signal: new AbortController().signal };
  const report = progress(io, { quiet: true });
  for (const event of LAUNCHES) report(event);
  expect(text).toBe('');
});

test('a terminal that does not say how wide it is gets whole lines', () => {
  expect(shown(LAUNCHES, { isTTY: true, columns: 0 })).toContain(`launch: 1/4, 1.0 a second, 3 s left\r`);
});
