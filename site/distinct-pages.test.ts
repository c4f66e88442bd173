import { expect, test } from 'vitest';
import { Fatal } from '../catalog/errors.ts';
import { distinctPages } from './distinct-pages.ts';
import { page } from './page.ts';

const missing = (url: string) => page('not-found', url, () => null);

test('two pages of one address end the build', () => {
  const pages = ['/a/', '/a/b/', '/A/'].map(missing);
  expect([...distinctPages(pages)]).toEqual(pages);
  expect(() => [...distinctPages([...pages, missing('/a/b/')])]).toThrow(Fatal);
  expect(() => [...distinctPages([...pages, missing('/a/b/')])]).toThrow('two pages have the address /a/b/');
});
