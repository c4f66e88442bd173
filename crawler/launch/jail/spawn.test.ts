import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { spawnPrisoner } from './spawn.ts';

test.each([
  ['a NUL', 'a\0b', /null bytes/],
  ['more than the kernel takes', 'x'.repeat(3_000_000), /E2BIG/],
])('a command line with %s is thrown back, and no descriptor stays open', (_, argument, problem) => {
  const start = () =>
    spawnPrisoner({ argv: ['true', argument], cwd: '/', environment: {}, limits: LIMITS, cleanUp: () => {} });
  expect(start).toThrow(problem);
  const before = readdirSync('/proc/self/fd').length;
  for (let i = 0; i < 20; i++) expect(start).toThrow(problem);
  expect(readdirSync('/proc/self/fd').length).toBe(before);
});
