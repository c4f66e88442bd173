import { describe, expect, it } from 'vitest';
import type { ServerView, ToolRecord } from '../catalog/store/reader.ts';
import { serverUrl, toolUrl } from './links.ts';
import { serverPages } from './server-pages.ts';
import type { PageModels } from './view/page-models.ts';

const AT = '2026-11-20T00:00:00.000Z';

/** @param slug of a tool that is read, and harmless */
const tool = (slug: string): ToolRecord =>
  ({
    name: slug,
    slug,
    definition: { name: slug },
    definitionHash: slug,
    source: 'imported',
    launchId: null,
    condition: null,
    firstSeenAt: AT,
    history: [],
    absences: [],
    sourceReferences: [],
    classification: { category: 'Read', level: 'Low', facets: [], rationale: 'Because.', evidence: [], findings: [] },
  }) as unknown as ToolRecord;

function pagesOf(slugs: readonly string[]) {
  const server = { slug: 's', name: 'x/s', title: null, description: '', version: null, firstSeenAt: AT };
  const rest = { websiteUrl: null, repositoryUrl: null, statusMessage: null, status: 'active' };
  const identity = { nameProven: false, conflicts: [], copies: 0, ownership: [], others: [], formerSlugs: [] };
  const empty = { packages: [], remotes: [], details: [], attributions: [], registries: {}, entries: [], launches: [] };
  const view = { server: { ...server, ...rest }, identity, ...empty, malformed: [], findings: [], similar: [] };
  return serverPages({ ...view, tools: slugs.map(tool) } as unknown as ServerView, []);
}

/** Every address of ours in a model. */
const linksIn = (model: unknown): string[] =>
  JSON.stringify(model)
    .split('"')
    .filter((text) => text.startsWith('/'));

describe('site/server-pages.test.ts', () => {
  it.each([
    ['names that differ at their ends', (i: number) => `do_something_${String(i).padStart(4, '0')}`],
    ['names that are files elsewhere', (i: number) => `index.md${i}`],
    ['names in both cases', (i: number) => `${i % 2 === 0 ? 'Get' : 'get'}.thing-${i}`],
  ])('leads from a server with 2,000 tools to each of them in three steps, by light pages: %s', (_, nameOf) => {
    const slugs = Array.from({ length: 2000 }, (__, i) => nameOf(i));
    const pages = pagesOf(slugs).filter(({ kind }) => kind !== 'tool');
    const models = new Map(pages.map(({ url, model }) => [url, model()]));
    let reached = new Set([serverUrl('s')]);
    for (let step = 0; step < 3; step++) {
      const links = [...reached].flatMap((url) => (models.has(url) ? linksIn(models.get(url)) : []));
      reached = new Set([...reached, ...links]);
    }
    expect(slugs.filter((slug) => !reached.has(toolUrl('s', slug)))).toEqual([]);
    expect(models.size).toBe(pages.length);
    for (const [url, model] of models) {
      expect(linksIn(model).filter((link) => /^\/tools\/s\/./.test(link)).length).toBeLessThanOrEqual(210);
      // No page stands where the twin of another one does.
      expect(url).not.toMatch(/\.(?:md|html)\/$/);
    }
  });

  it('asks search engines for the whole list only, and for no list of one', () => {
    const noindex = (count: number) =>
      pagesOf(Array.from({ length: count }, (_, i) => `t${i}`)).flatMap(({ kind, model }) =>
        kind.startsWith('level-server') ? [(model() as PageModels['level-server' | 'level-server-part']).noindex] : [],
      );
    expect([noindex(1), noindex(2)]).toEqual([[true], [false]]);
    expect(noindex(201).slice(0, 2)).toEqual([false, true]);
  });
});
