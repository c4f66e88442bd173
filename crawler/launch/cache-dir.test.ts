import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { defaultCacheDir } from './cache-dir.ts';

test('the cache lies where the sandbox’s user can reach it', () => {
  expect(defaultCacheDir({}, 0)).toBe('/var/cache/toolgate');
  expect(defaultCacheDir({ XDG_CACHE_HOME: '/x' }, 1000)).toBe('/x/toolgate');
  expect(defaultCacheDir({ XDG_CACHE_HOME: 'relative' }, 1000)).toBe(`${homedir()}/.cache/toolgate`);
});

test.each([0, 1000])('TOOLGATE_CACHE_DIR names it, whoever runs it: uid %i', (uid) => {
  expect(defaultCacheDir({ TOOLGATE_CACHE_DIR: '/y', XDG_CACHE_HOME: '/x' }, uid)).toBe('/y');
  expect(defaultCacheDir({ TOOLGATE_CACHE_DIR: 'relative' }, uid)).toBe(defaultCacheDir({}, uid));
});
