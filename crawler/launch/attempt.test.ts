import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { attemptStart } from './attempt.ts';
import { noJail } from './jail/none.ts';
import { BARE, withVariables } from './ladder/start.ts';
import { LIMITS } from './limits.ts';

test.each([
  ['a NUL in an argument', ['a\0b'], {}, /NUL/],
  ['one argument that is too long', ['x'.repeat(120_000)], {}, /longer than 102400 bytes/],
  [
    'too much in all',
    [],
    Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`V${i}`, 'x'.repeat(30_000)])),
    /longer/,
  ],
])('%s: nothing is started and nothing is left', async (_, args, variables, detail) => {
  const dir = mkdtempSync(path.join(tmpdir(), 'toolgate-attempt-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const startable = {
    mounts: [],
    command: () => ({ argv: ['true'] as [string] }),
    texts: { names: [], readme: '', declarations: {}, code: () => Promise.resolve([]) },
  };
  const start = { ...withVariables(BARE, variables), arguments: args };
  const attempt = await attemptStart(noJail(dir, dir), startable, start, LIMITS, new AbortController().signal);
  expect(attempt).toMatchObject({ code: 'refused', detail: expect.stringMatching(detail) as string, tools: [] });
  expect(readdirSync(dir)).toEqual([]);
});
