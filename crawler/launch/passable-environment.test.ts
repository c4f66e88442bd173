import { expect, test } from 'vitest';
import { passableEnvironment } from './passable-environment.ts';

test('what the loader obeys and what no command line can carry is left out', () => {
  expect(
    passableEnvironment({
      LD_PRELOAD: '/app/evil.so',
      LD_AUDIT: '/app/evil.so',
      GLIBC_TUNABLES: 'glibc.malloc.check=3',
      API_KEY: 'x',
      OLD_PATH: 'kept',
      CUT: 'a\0b',
    }),
  ).toEqual({ API_KEY: 'x', OLD_PATH: 'kept' });
});
