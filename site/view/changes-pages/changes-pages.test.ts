import { describe, expect, it } from 'vitest';
import type { CatalogueChange } from '../../../catalog/store/changes.ts';
import { newestFirst } from '../../../catalog/store/changes.ts';
import { definitionDiff } from '../../../catalog/definition-diff/definition-diff.ts';
import { changesPage, planChanges } from './changes-pages.ts';

const added = (at: string, slug: string): CatalogueChange => ({ at, event: 'server-added', server: `x/${slug}`, slug });
const noDiff = () => undefined;
const urls = (changes: CatalogueChange[]) => planChanges(changes).map(({ url }) => url);

/** `n` new servers on a day, whose slugs begin with `a` and `b` by turns. */
const many = (day: string, n: number) =>
  Array.from({ length: n }, (_, i) =>
    added(`${day}T10:00:00.000Z`, `${'ab'[i % 2]}${String(i).padStart(4, '0')}`),
  ).sort(newestFirst);

describe('site/view/changes-pages/changes-pages.test.ts', () => {
  it('has a page per month, and says so when there is nothing', () => {
    expect(urls([])).toEqual(['/changes/']);
    expect(changesPage(planChanges([])[0]!, noDiff)).toMatchObject({ total: 0, days: [], periods: [] });
    const changes = [...many('2026-03-02', 3), ...many('2026-02-28', 2)];
    expect(urls(changes)).toEqual(['/changes/', '/changes/2026-03/', '/changes/2026-02/']);
  });

  it('splits what is long: a month into days, a day by the beginning of the servers’ addresses', () => {
    const changes = [...many('2026-03-02', 301), ...many('2026-03-01', 2)];
    expect(urls(changes)).toEqual([
      '/changes/',
      '/changes/2026-03/',
      '/changes/2026-03-02/',
      '/changes/2026-03-02/a/',
      '/changes/2026-03-02/b/',
      '/changes/2026-03-01/',
    ]);
    const pages = planChanges(changes).map((planned) => changesPage(planned, noDiff));
    expect(pages[1]).toMatchObject({ title: 'March 2026', total: 303, days: [] });
    expect(pages[1]!.periods.map(({ title }) => title)).toEqual(['2 March 2026', '1 March 2026']);
    expect(pages[3]!.days[0]!.lines).toHaveLength(151);
    expect(pages.map(({ omitted }) => omitted)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('says how many there are beside the newest, with a way from each date to its day', () => {
    const changes = [...many('2026-03-02', 310), ...many('2026-02-28', 2)];
    const newest = changesPage(planChanges(changes)[0]!, noDiff);
    expect([newest.total, newest.counts]).toEqual([312, ['312 new servers']]);
    expect(newest.days.map(({ url, lines }) => [url, lines.length])).toEqual([['/changes/2026-03-02/', 60]]);
    const few = changesPage(planChanges(many('2026-02-28', 2))[0]!, noDiff);
    expect(few.days.map(({ url }) => url)).toEqual(['/changes/2026-02/']);
    expect(changesPage(planChanges(many('2026-02-28', 1))[1]!, noDiff)).toMatchObject({
      counts: ['1 new server'],
      days: [{ day: '2026-02-28' }],
    });
  });

  it('counts a new server with its first list once, and joins parts that would hold a few lines', () => {
    const day = '2026-03-02';
    const at = `${day}T10:00:00.000Z`;
    const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
    const servers = letters.flatMap((letter) => Array.from({ length: 16 }, (_, i) => `${letter}${100 + i}`));
    const changes = servers.flatMap((slug): CatalogueChange[] => [
      { at, event: 'tools-listed', server: `x/${slug}`, slug, tools: 7 },
      added(at, slug),
    ]);
    const planned = planChanges(changes);
    expect(planned.map(({ url }) => url)).toEqual([
      '/changes/',
      '/changes/2026-03/',
      '/changes/2026-03-02/',
      '/changes/2026-03-02/a~r/',
      '/changes/2026-03-02/s~z/',
    ]);
    const pages = planned.map((one) => changesPage(one, noDiff));
    expect(pages[2]).toMatchObject({ counts: ['416 new servers'] });
    expect(pages[2]!.periods[0]).toMatchObject({
      title: 'Servers beginning with “a” to “r”',
      counts: ['288 new servers'],
    });
    expect(pages[3]).toMatchObject({ part: 'a–r' });
    expect(pages[3]!.days[0]!.lines[0]).toMatchObject({ says: ['with 7 tools'] });
  });

  it('leaves the pages of months that are over as they were', () => {
    const old = many('2026-02-28', 5);
    const before = planChanges(old).find(({ period }) => period === '2026-02');
    const after = planChanges([...many('2026-03-01', 400), ...old]).find(({ period }) => period === '2026-02');
    expect(after).toEqual(before);
  });

  it('tells the kind of a change of a definition, and a new server with its first list in one line', () => {
    const at = '2026-03-01T10:00:00.000Z';
    const change: CatalogueChange = {
      at,
      event: 'tool-changed',
      server: 'x/y',
      slug: 'x-y',
      tool: 't',
      toolSlug: 't',
      before: 'sha256:1',
      after: 'sha256:2',
      packageVersion: '1.1.0',
    };
    const listed: CatalogueChange = { at, event: 'tools-listed', server: 'x/z', slug: 'x-z', tools: 7 };
    const diff = definitionDiff(
      { name: 't', description: 'Reads.' },
      { name: 't', description: 'Deletes.', inputSchema: { type: 'object', properties: { path: { type: 'string' } } } },
    );
    const [, month] = planChanges([change, listed, added(at, 'x-z')]);
    const { lines } = changesPage(month!, (before, after) => {
      expect([before, after]).toEqual(['sha256:1', 'sha256:2']);
      return diff;
    }).days[0]!;
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      label: 'tool changed',
      tool: { name: 't', url: '/tools/x-y/t/' },
      says: [expect.stringMatching(/^description/), ' in version ', { foreign: '1.1.0' }],
    });
    expect(lines[0]!.fields[0]).toEqual(['the description changed']);
    expect(lines[1]).toMatchObject({ label: 'new server', says: ['with 7 tools'] });
  });
});
