import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { spawnPrisoner } from './spawn.ts';

test.each([
  ['a NUL', 'a\0b'],
  ['more than the kernel takes', 'x'.repeat(3_000_000)],
])('a command line with %s is thrown back, and no descriptor stays open', (_, argument) => {
  const start = () =>
    spawnPrisoner({ argv: ['true', argument], cwd: '/', environment: {}, limits: LIMITS, cleanUp: () => {} });
  expect(start).toThrow();
  const before = readdirSync('/proc/self/fd').length;
  for (let i = 0; i < 20; i++) expect(start).toThrow();
  expect(readdirSync('/proc/self/fd').length).toBe(before);
});
