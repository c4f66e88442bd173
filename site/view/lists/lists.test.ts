import { describe, expect, it } from 'vitest';
import type { CatalogueReader, ServerOverview } from '../../../catalog/store/reader.ts';
import { catalogueLists, SERVERS_PER_PAGE } from './catalogue-lists.ts';
import { prefixPages } from '../../prefix-groups.ts';
import { homePage } from './home-page.ts';
import { levelPage, riskPage } from './risk-pages.ts';
import { groupPage, serversPage } from './servers-page.ts';

/** Servers `s000`, `s001`, … with as many Critical tools as their number. */
function reader(count: number): CatalogueReader {
  const overview = (i: number): ServerOverview => ({
    server: {
      slug: `s${`${i}`.padStart(3, '0')}`,
      name: `example/s${i}`,
      title: null,
      description: '',
      status: 'active',
      firstSeenAt: `2026-01-${10 + (i % 3)}`,
    } as ServerOverview['server'],
    outcome: undefined,
    tools: i,
    byLevel: { Low: 0, Medium: 0, High: 0, Critical: i, Unclassified: 0 },
    byCategory: { Read: 0, Write: 0, Execute: 0, Destructive: i, Financial: 0, Unclassified: 0 },
  });
  const all = Array.from({ length: count }, (_, i) => overview(i));
  const tools = all.reduce((sum, one) => sum + one.tools, 0);
  return {
    totals: () => ({ ...overview(tools), servers: count, serversWithTools: Math.max(count - 1, 0), byOutcome: {} }),
    *overviews() {
      yield* all;
    },
    slugs: () => all.map(({ server }) => server.slug),
    registries: () => [],
    imported: () => ({ servers: 0, tools: 0 }),
    view: () => undefined,
    stamp: () => '',
    changes: () => [],
    definitionDiff: () => undefined,
    byRegistry: () => new Map(),
    toolsOf: () => [],
    figures: () => {
      throw new Error('lists ask for no figures');
    },
    removedTools: () => [],
    removedServers: () => [],
    untoldSlugs: () => [],
    redirects: function* () {},
  };
}

describe('site/view/lists/lists.test.ts', () => {
  it('lists the newest and the most dangerous servers, ties by slug', () => {
    const page = homePage(catalogueLists(reader(10)));
    expect(page.newest.servers.map(({ slug }) => slug)).toEqual(['s008', 's005', 's002', 's007', 's004', 's001']);
    expect(page.newest).toMatchObject({ title: 'New in the catalogue' });
    expect(page.newest).not.toHaveProperty('note');
    expect(page.mostDangerous.map(({ slug }) => slug)).toEqual(['s009', 's008', 's007', 's006', 's005', 's004']);
    expect(page).toMatchObject({ servers: 10, tools: 45 });
  });

  it('says so when one day brought more servers than it lists, or all of them', () => {
    expect(homePage(catalogueLists(reader(40))).newest).toMatchObject({
      title: 'New in the catalogue',
      note: '13 servers came on 12 January 2026; these have the most tools.',
    });
    const atOnce = (count: number) => {
      const lists = catalogueLists(reader(count));
      const servers = lists.servers.map((server, i) => ({
        ...server,
        firstSeenAt: `2026-01-10T00:00:0${i % 10}.000Z`,
      }));
      const { title, note, servers: shown } = homePage({ ...lists, servers }).newest;
      return [title, note, shown[0]?.slug];
    };
    expect(atOnce(8)).toEqual([
      'Servers with the most tools',
      'All 8 servers came into the catalogue on 10 January 2026.',
      's007',
    ]);
    expect(atOnce(1)[1]).toBe('The only server came into the catalogue on 10 January 2026.');
    expect(atOnce(0)).toEqual(['New in the catalogue', undefined, undefined]);
  });

  it('shows all servers on one page as long as they fit', () => {
    const page = serversPage(catalogueLists(reader(SERVERS_PER_PAGE)), new Map());
    expect([page.servers.length, page.groups]).toEqual([SERVERS_PER_PAGE, []]);
  });

  it('splits them by the beginning of their names when they do not', () => {
    const lists = catalogueLists(reader(SERVERS_PER_PAGE + 50));
    const page = serversPage(lists, new Map());
    expect(page.servers).toEqual([]);
    expect(page.groups).toEqual([
      { prefix: 's0', url: '/servers/s0/', servers: 100 },
      { prefix: 's1', url: '/servers/s1/', servers: 100 },
      { prefix: 's2', url: '/servers/s2/', servers: 100 },
    ]);
    expect(groupPage(lists, prefixPages(lists.groups).at(-1)!).servers.at(0)?.slug).toBe('s200');
  });

  it('says what puts a tool on a level, from the rubric', () => {
    const lists = catalogueLists(reader(3));
    expect(riskPage(lists).levels.map(({ level }) => level)).toEqual([
      'Critical',
      'High',
      'Medium',
      'Low',
      'Unclassified',
    ]);
    const page = levelPage(lists, 'Critical', () => []);
    expect(page.categories).toEqual(['Destructive', 'Financial']);
    expect(page.facets).toEqual(['freeform-shell', 'freeform-code', 'freeform-sql']);
    expect(page.listed.map(({ name, count }) => `${name} ${count}`)).toEqual(['example/s2 2', 'example/s1 1']);
  });
});
