import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANGED_FILES } from '../../api/paths.ts';
import { openStore } from '../../catalog/store/open.ts';
import { parsePage, type Element, type Node } from '../../site/twin/parse-page.ts';
import { writeApiCatalogue } from '../api/api-catalogue.ts';
import { changedPaths, hashesOf as everyHash } from '../api/published.ts';
import { listTools, ORDINARY } from '../browser/hostile-catalogue.ts';
import { structuredData } from '../browser/structured-data.ts';
import { publishFolder } from '../publish-folder.ts';

const SITE = 'https://toolgate.example';

/** The list of changed files is about the folder, with the dates of its builds; all else follows from the data. */
function hashesOf(folder: string): Record<string, string> {
  const { [CHANGED_FILES.slice(1)]: _, ...hashes } = everyHash(folder);
  return hashes;
}

function* elements(nodes: readonly Node[]): Generator<Element> {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    yield node;
    yield* elements(node.children);
  }
}

/** Where the links of a page lead that its twin has too: those of its content, without menus and what is for browsers. */
function contentLinks(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node): string[] => {
    if (typeof node === 'string') return [];
    const classes = node.attributes.get('class')?.split(' ') ?? [];
    if (classes.some((name) => /^(?:crumbs|contents|jump|js-only)$/.test(name)) || node.name === 'noscript') return [];
    const href = node.name === 'a' ? node.attributes.get('href') : undefined;
    return [...(href?.startsWith('/') ? [href.replace(/\/(?=#|$)/, '/index.md')] : []), ...contentLinks(node.children)];
  });
}

/** Attributes of the first element with a name and an attribute of a value. */
const attributesOf = (html: string, name: string, key: string, value: string) =>
  elements(parsePage(html)).find((one) => one.name === name && one.attributes.get(key) === value)?.attributes;

describe('test/integration/for-machines.test.ts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'toolgate-machines-'));
  const dbPath = join(folder, 'catalogue.sqlite');
  const out = join(folder, 'out');
  const text = (path: string) => readFileSync(join(out, path), 'utf8');
  const paths = () => Object.keys(hashesOf(out));
  /** Pages, without those that only lead elsewhere. */
  const pages = () => paths().filter((path) => path.endsWith('.html') && !text(path).includes('http-equiv="refresh"'));

  beforeAll(async () => {
    writeApiCatalogue(dbPath);
    await publishFolder(out, { dbPath, siteUrl: SITE });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has a twin of every page, which the page names', () => {
    for (const path of pages().filter((one) => one !== '404.html')) {
      const twin = path.replace(/html$/, 'md');
      expect(attributesOf(text(path), 'link', 'type', 'text/markdown')?.get('href')).toBe(`/${twin}`);
      expect(text(twin)).toMatch(/^# .+\n/);
      // Links between twins lead to files that are there.
      // One finding of this catalogue names a server that it does not have.
      for (const [, href] of text(twin)
        .replaceAll('/tools/other/', '/tools/')
        .matchAll(/\]\((\/[^)#]*)/g)) {
        const target = decodeURIComponent(href!.slice(1));
        expect([
          twin,
          href,
          existsSync(join(out, target.endsWith('/') || target === '' ? `${target}index.html` : target)),
        ]).toEqual([twin, href, true]);
      }
    }
    expect(paths().filter((path) => path.endsWith('.md'))).toHaveLength(
      paths().filter((path) => path.endsWith('.html')).length - 1,
    );
  });

  it('has every link of a page in its twin', () => {
    for (const path of pages().filter((one) => one !== '404.html')) {
      const main = elements(parsePage(text(path))).find(({ name }) => name === 'main');
      const twin = text(path.replace(/html$/, 'md'));
      const links = Array.from(twin.matchAll(/\]\((\/[^)]*)\)/g), ([, href]) => decodeURI(href!));
      const url = `/${path.replace(/index\.html$/, '')}`;
      expect([path, new Set(links.slice(0, -1))]).toEqual([path, new Set(contentLinks(main!.children).map(decodeURI))]);
      expect(links.at(-1)).toBe(url);
    }
    expect(text('tools/index.md')).toContain('](/tools/example-imported/index.md)');
  });

  it('says in twins which words are of strangers: quotes inside our sentences, and no rule or field of ours', () => {
    const tool = paths().find((path) => /^tools\/io-github-example-notes\/delete.*\.md$/.test(path));
    const twin = text(tool!);
    const why = twin.split('## Why it is rated Critical')[1]!.split('##')[0]!;
    expect(why).toMatch(/^\s*The definition lets a caller [^«`]+ \(“«`[^`]+`»”\)\. That makes it a [^«`]+ tool, /);
    expect(twin).toMatch(/\n## What it does\n\n«`[^`]+`» of \[«`[^`]+`»\]\(\S+\) takes «`id`»\.\n/);
    expect(twin).toMatch(/\n\ndescription\n\n> /);
    expect(twin).toMatch(/\n```\n\{\n {2}"[^`]*"delete_note"/);
    expect(twin).toMatch(/\n> ```text\n> \{/);
    expect(text('tools/io-github-example-notes/index.md')).toContain('isolation: ');
    for (const path of paths().filter((one) => /^(?:changes|tools)\/.*\.md$/.test(one)))
      expect(text(path)).not.toMatch(/`(?:with \d+ tools?|isolation: \w+|name|input schema)`/);
  });

  it('lists every page that may be listed once, with the date of its data', () => {
    const locations = (path: string) =>
      Array.from(text(path).matchAll(/<loc>([^<]+)<\/loc>/g), ([, url]) => url!.slice(SITE.length));
    const maps = locations('sitemap.xml');
    expect(maps.map((path) => path.slice(1)).sort()).toEqual(paths().filter((path) => path.startsWith('sitemaps/')));
    const listed = maps.flatMap((path) => locations(path.slice(1)));
    const wanted = pages()
      .filter((path) => path !== '404.html' && attributesOf(text(path), 'meta', 'name', 'robots') === undefined)
      .map((path) => `/${path.replace(/index\.html$/, '')}`);
    expect(listed.toSorted()).toEqual(wanted.toSorted());
    expect(wanted.length).toBeLessThan(pages().length - 1);
    const all = maps.map((path) => text(path.slice(1))).join('');
    expect(all).toContain(`${SITE}/tools/example-tricky/stale/</loc><lastmod>2026-11-21</lastmod>`);
    expect(all).not.toMatch(/[^\n\u{20}-\u{7E}]/u);
    expect(text('robots.txt')).toContain(`Sitemap: ${SITE}/sitemap.xml`);
  });

  it('states structured data that refers to pages which are there', () => {
    const kinds = new Set<unknown>();
    for (const path of pages()) {
      for (const data of structuredData(text(path))) {
        expect(data['@context']).toBe('https://schema.org');
        kinds.add(data['@type']);
        const list = data['itemListElement'] as { position: number; name: string; item?: string }[] | undefined;
        expect(list?.map(({ position }) => position)).toEqual(list?.map((_, i) => i + 1));
        expect(list?.every(({ name }) => name !== '') ?? true).toBe(true);
        const [here, ...above] = (list ?? []).toReversed();
        expect(here?.item).toBe(undefined);
        const addresses = list === undefined ? [String(data['url'])] : above.map(({ item }) => String(item));
        for (const address of addresses) {
          expect(address).toMatch(new RegExp(`^${SITE}/`));
          expect(existsSync(join(out, address.slice(SITE.length), 'index.html'))).toBe(true);
        }
      }
    }
    const all = ['WebSite', 'ItemPage', 'TechArticle', 'CollectionPage', 'AboutPage', 'SearchResultsPage', 'WebPage'];
    expect(kinds).toEqual(new Set([...all, 'BreadcrumbList']));
  });

  it('has a badge and a picture for each server, and names the picture on its pages', () => {
    for (const path of pages().filter((one) => /^tools\/[^/]+\//.test(one))) {
      const slug = path.split('/')[1]!;
      expect(attributesOf(text(path), 'meta', 'property', 'og:image')?.get('content')).toBe(
        `${SITE}/cards/${slug}.png`,
      );
      expect(existsSync(join(out, `cards/${slug}.png`))).toBe(true);
      expect(text(`badges/${slug}.svg`)).toMatch(/^<svg [^>]*role="img"/);
      if (path !== `tools/${slug}/index.html`) continue;
      expect(attributesOf(text(path), 'img', 'src', `/badges/${slug}.svg`)?.get('alt')).not.toBe('');
      expect(attributesOf(text(path), 'a', 'href', '#badge')).toBeDefined();
    }
    const others = pages().filter((one) => !/^tools\/[^/]+\//.test(one) && one !== '404.html');
    for (const path of others)
      expect(attributesOf(text(path), 'meta', 'property', 'og:image')?.get('content')).toBe(`${SITE}/card.png`);
    // A PNG of the size that previews ask for.
    const card = readFileSync(join(out, 'card.png'));
    expect([card.toString('latin1', 1, 4), card.readUInt32BE(16), card.readUInt32BE(20)]).toEqual(['PNG', 800, 420]);
  });

  it('tells models where to begin, and hosts what to send', () => {
    for (const [, url] of text('llms.txt').matchAll(/\]\(([^)]+)\)/g))
      expect(existsSync(join(out, url!.slice(SITE.length)))).toBe(true);
    expect(text('llms-full.txt')).toContain(text('methodology/index.md'));
    const rules = text('_headers').split('\n\n');
    expect(rules.length).toBeLessThan(100);
    for (const rule of rules) expect(rule).toMatch(/^\/\S*\n(?: {2}[\w-]+: .+\n?)+$/);
  });

  it('gives the same bytes in another folder', async () => {
    const again = join(folder, 'again');
    await publishFolder(again, { dbPath, siteUrl: SITE });
    expect(hashesOf(again)).toEqual(hashesOf(out));
  });

  it('changes for one changed server what tells of it, and nothing else', async () => {
    const slug = 'example-imported';
    const before = hashesOf(out);
    const store = openStore(dbPath);
    store.transaction(() => listTools(store, store.servers.bySlug(slug)!.id, ORDINARY.slice(0, 2), 'imported', null));
    store.close();
    await publishFolder(out, { dbPath, siteUrl: SITE });
    const own = new RegExp(
      `^(?:tools/${slug}/|badges/${slug}\\.|cards/${slug}\\.|api/v1/(?:servers|policies)/${slug}[./])`,
    );
    const changed = changedPaths(before, hashesOf(out)).toSorted();
    expect(changed.filter((path) => own.test(path)).map((path) => path.replaceAll(slug, '*'))).toMatchSnapshot(
      'of the server',
    );
    // Lists and figures over all servers, and no page or document of another server.
    const others = changed.filter((path) => !own.test(path));
    expect(others.filter((path) => /^(?:tools\/.+\/|badges|cards|api\/v1\/(?:servers|policies)\/)/.test(path))).toEqual(
      [],
    );
    expect(others.filter((path) => path.startsWith('sitemap'))).toHaveLength(1);
    const nothing = await publishFolder(out, { dbPath, siteUrl: SITE });
    expect([nothing.site.rendered, nothing.site.written, nothing.api.written, nothing.removed]).toEqual([0, 0, 0, 0]);
  });
});
