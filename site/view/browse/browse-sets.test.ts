import { attackTotals } from '../../../attacks/attack-totals.ts';
import { attackPatterns } from '../../../attacks/load.ts';
import { describe, expect, it } from 'vitest';
import type { CatalogueLists } from '../lists/catalogue-lists.ts';
import type { ServerLine } from '../lists/server-line.ts';
import { browseSetPage, browseWayPage, hasOwnPage, serverParts, setParts } from './browse-pages.ts';
import {
  setsByAttack,
  setsByCategory,
  setsByLevel,
  setsByMix,
  setsByPublisher,
  setsByRegistry,
  setsByToolLevel,
} from './browse-sets.ts';
import { publisherKey, publisherOf, serversByPublisher } from './publisher-keys.ts';
import { toolsOf, toolsOfUrl } from './tools-of.ts';

const NO_LEVELS = { Low: 0, Medium: 0, High: 0, Critical: 0, Unclassified: 0 };
const NO_CATEGORIES = { Read: 0, Write: 0, Execute: 0, Destructive: 0, Financial: 0, Unclassified: 0 };

function line(name: string, read = 0, destructive = 0): ServerLine {
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return {
    slug,
    url: `/tools/${slug}/`,
    name,
    deprecated: false,
    firstSeenAt: '2026-01-01T00:00:00Z',
    counts: {
      tools: read + destructive,
      byLevel: { ...NO_LEVELS, Low: read, Critical: destructive },
      byCategory: { ...NO_CATEGORIES, Read: read, Destructive: destructive },
    },
  };
}

const lists = (...servers: ServerLine[]) =>
  ({ servers, registries: [], attributions: [] }) as unknown as CatalogueLists;
const counts = (sets: { key: string; servers: unknown[] }[]) =>
  Object.fromEntries(sets.map(({ key, servers }) => [key, servers.length]));

describe('site/view/browse/browse-sets.test.ts', () => {
  const some = lists(line('a/x', 2), line('a/y', 1, 1), line('b/z', 0, 3), line('none'));

  it('puts a server under the worst level of its tools, and under what they all are', () => {
    expect(setsByLevel(some)[0]!.title).toBe('Servers whose worst tool is Critical');
    expect(counts(setsByLevel(some))).toEqual({ critical: 2, high: 0, medium: 0, low: 1, unclassified: 0 });
    expect(counts(setsByMix(some))).toEqual({ read: 1, 'read-destructive': 1, destructive: 1, none: 1 });
    expect(setsByMix(some).find(({ key }) => key === 'read-destructive')).toMatchObject({
      label: 'Read + Destructive',
    });
  });

  it('puts a server under each level and category that any of its tools has, and counts these', () => {
    const low = setsByToolLevel(some).find(({ key }) => key === 'low')!;
    expect(low.servers.map(({ name }) => name)).toEqual(['a/x', 'a/y']);
    expect([low.tools, browseSetPage(low, []).of]).toEqual([3, { level: 'Low' }]);
    expect(counts(setsByToolLevel(some))).toEqual({ critical: 2, high: 0, medium: 0, low: 2, unclassified: 0 });
    expect(counts(setsByCategory(some))).toMatchObject({ read: 2, write: 0, destructive: 2 });
    const [server] = setsByCategory(some).find(({ key }) => key === 'destructive')!.servers;
    expect([toolsOf(server!, { category: 'Destructive' }), toolsOfUrl(server!, { category: 'Destructive' })]).toEqual([
      1,
      '/tools/a-y/#tools-destructive',
    ]);
    expect(toolsOfUrl(server!, { level: 'Low' })).toBe('/risk/low/a-y/');
  });

  it('puts a server under each attack pattern that applies to any of its tools', () => {
    const count = { tools: 2, byCategory: 0, byLevel: { Low: 2 }, examples: [] };
    const totals = attackTotals([
      { slug: 'b-z', name: 'b/z', counts: { ssrf: { ...count, tools: 5 } } },
      { slug: 'a-x', name: 'a/x', counts: { ssrf: count } },
      { slug: 'gone', name: 'gone', counts: { ssrf: count } },
    ]);
    const sets = setsByAttack(some, attackPatterns(), totals);
    const ssrf = sets.find(({ key }) => key === 'ssrf')!;
    expect(ssrf.servers.map(({ slug }) => slug)).toEqual(['a-x', 'b-z']);
    expect(browseSetPage(ssrf, [])).toMatchObject({
      url: '/browse/attack/ssrf/',
      about: '/attacks/data-leaving/ssrf/',
      tools: 9,
      servers: [
        { slug: 'a-x', fitting: 2 },
        { slug: 'b-z', fitting: 5 },
      ],
    });
    expect(sets).toHaveLength(attackPatterns().length);
  });

  it('takes the scheme of an address for no publisher', () => {
    expect(['https://a.example/b', 'git+ssh://x/y', 'https:', 'a:b/c'].map(publisherOf)).toEqual([
      undefined,
      undefined,
      undefined,
      'a:b',
    ]);
  });

  it('knows a publisher by what stands in front of the first slash', () => {
    expect(['a/b', 'a/b/c', '@s/p', 'plain', '/x', 'x/'].map(publisherOf)).toEqual([
      'a',
      'a',
      '@s',
      undefined,
      undefined,
      undefined,
    ]);
    const sets = setsByPublisher(some);
    expect(counts(sets)).toEqual({ a: 2, b: 1 });
    expect(sets.map(hasOwnPage)).toEqual([true, false]);
    expect(browseWayPage('publisher', sets, []).lines.map(({ url }) => url)).toEqual([
      '/browse/publisher/a/',
      '/tools/b-z/',
    ]);
  });

  it('gives two publishers two addresses, whatever they are called', () => {
    const names = [
      'acme',
      'Acme',
      'ACME',
      'аcme',
      '@acme',
      'a.b',
      'a..',
      '..',
      '.',
      'x'.repeat(500),
      '<script>',
      '\u202e',
    ];
    const keys = names.map(publisherKey);
    expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(names.length);
    for (const key of keys) expect(key).toMatch(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/);
    expect(publisherKey('io.github.acme')).toBe('io.github.acme');
  });

  it('leaves an address to the publisher that has it, whatever a later one is called', () => {
    const since = (at: string, ...names: string[]) => names.map((name) => ({ ...line(name), firstSeenAt: at }));
    const keys = (...servers: ServerLine[]) =>
      Object.fromEntries(Array.from(serversByPublisher(servers), ([key, { publisher }]) => [publisher, key]));
    const acme = since('2026-01-02', 'Acme/one', 'Acme/two');
    expect(publisherKey('Acme')).toBe('acme-37036cd8');
    const later = keys(...since('2026-01-03', 'acme-37036cd8/one'), ...acme);
    expect(later['Acme']).toBe('acme-37036cd8');
    expect(later['acme-37036cd8']).toMatch(/^acme-37036cd8-[0-9a-f]{8}$/);
    // Known for as long: the one whose name it is.
    const together = keys(...acme, ...since('2026-01-02', 'acme-37036cd8/one'));
    expect(together['acme-37036cd8']).toBe('acme-37036cd8');
    expect(together['Acme']).toMatch(/^acme-37036cd8-[0-9a-f]{8}$/);
    // Keys that are taken too: a third one is found.
    const third = publisherKey('Acme');
    const fourth = later['acme-37036cd8']!;
    const all = keys(...acme, ...since('2026-01-03', `${third}/one`), ...since('2026-01-01', `${fourth}/one`));
    expect(new Set(Object.values(all)).size).toBe(3);
    expect(all['Acme']).toBe(third);
    // An ordinary name that looks like a hashed one stays as it is.
    expect(keys(...since('2026-01-01', 'user-20261121/one'))).toEqual({ 'user-20261121': 'user-20261121' });
  });

  it.each(['con', 'nul.x', 'aux.json', 'com1', 'index', 'prn.example', 'a.html'])(
    'gives no publisher a name that no file may have: %s',
    (name) => {
      const key = publisherKey(name);
      expect(key).toMatch(new RegExp(`^${name.replaceAll('.', '-')}-[0-9a-f]{8}$`));
      expect(publisherKey(key)).toBe(key);
    },
  );

  it('names no path of the operator’s machine, and joins the operator’s files', () => {
    const registries = ['official', 'file:/home/me/a.json', 'file:/home/me/b.json'].map((registry) => ({
      registry,
      about: registry === 'official' ? { title: 'Official' } : undefined,
    }));
    const slugs = new Map([
      ['official', ['a-x']],
      ['file:/home/me/a.json', ['a-x', 'a-y']],
      ['file:/home/me/b.json', ['a-y', 'b-z']],
    ]);
    const sets = setsByRegistry({ ...some, registries } as unknown as CatalogueLists, slugs);
    expect(counts(sets)).toEqual({ official: 1, file: 3 });
    expect(JSON.stringify(sets)).not.toContain('home');
  });

  it('splits what does not fit on a page by the beginning of its names', () => {
    const servers = Array.from({ length: 260 }, (_, i) => line(`p${i % 2}/${String(i).padStart(3, '0')}`, 1)).sort(
      (a, b) => (a.slug < b.slug ? -1 : 1),
    );
    const low = setsByLevel(lists(...servers)).find(({ key }) => key === 'low')!;
    expect(serverParts(low).map(({ prefix, items }) => [prefix, items.length])).toEqual([
      ['p0', 130],
      ['p1', 130],
    ]);
    const page = browseSetPage(low, []);
    expect(page.servers).toEqual([]);
    expect(page.parts.map(({ url }) => url)).toEqual(['/browse/level/low/p0/', '/browse/level/low/p1/']);
    const publishers = setsByPublisher(lists(...Array.from({ length: 300 }, (_, i) => line(`n${i}/x`, 1))));
    expect(setParts(publishers).length).toBeGreaterThan(1);
    expect(browseWayPage('publisher', publishers, []).parts[0]!.url).toMatch(/^\/publishers\/n\d\/$/);
  });
});
