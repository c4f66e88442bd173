import { expect, test } from 'vitest';
import type { SearchServer } from '../../catalog/store/search-servers.ts';
import { byImportance } from './server-order.ts';

const plain: SearchServer = {
  slug: 'notes',
  name: 'notes',
  title: null,
  description: '',
  status: 'active',
  proven: true,
  live: true,
  registries: 2,
  tools: 5,
};

test('orders servers by what anybody can check, each before the next', () => {
  const wanted: SearchServer[] = [
    { ...plain, slug: 'best' },
    { ...plain, slug: 'longer-name', name: 'notebooks' },
    { ...plain, slug: 'more-words', name: 'my notes' },
    { ...plain, slug: 'fewer-registries', registries: 1 },
    { ...plain, slug: 'nobody-proved-it', proven: false, registries: 9 },
    { ...plain, slug: 'from-a-file', live: false },
    { ...plain, slug: 'no-tools', tools: 0 },
    { ...plain, slug: 'old', status: 'deprecated' },
  ];
  const slugs = (servers: readonly SearchServer[]) => servers.map(({ slug }) => slug);
  expect(slugs(byImportance(wanted.toReversed()))).toEqual(slugs(wanted));
  expect(
    slugs(
      byImportance([
        { ...plain, slug: 'b' },
        { ...plain, slug: 'a' },
      ]),
    ),
  ).toEqual(['a', 'b']);
});
