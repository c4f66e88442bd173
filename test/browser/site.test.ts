import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../catalog/store/open.ts';
import { policyJsonSchema } from '../../policy/json-schema.ts';
import { HOSTILE, listTools, ORDINARY, writeHostileCatalogue } from './hostile-catalogue.ts';
import { hashesOf } from '../api/published.ts';
import { HIDDEN } from '../hidden-characters.ts';
import { publishPages } from '../publish-folder.ts';
import { accessibilityFaults } from './accessibility-faults.ts';
import { brokenLinks } from './link-check.ts';
import { structuredData } from './structured-data.ts';
import { siteInBrowser } from './site-in-browser.ts';
import { htmlPages, invalidHtml } from './valid-html.ts';

const NOTES = '/tools/io-github-example-notes/';
const CHANGED = '/tools/io-github-example-failed-later/';
const EVIL = '/tools/evil-example-title-script-window-pwned-7-script/';

/** One page of each kind, and the pages of what attacks them. */
const PAGES = [
  '/',
  '/tools/',
  NOTES,
  `${NOTES}run_command/`,
  `${NOTES}delete_note/`,
  `${NOTES}create_refund/`,
  `${NOTES}xyzzy/`,
  EVIL,
  '/tools/io-github-example-failed/',
  CHANGED,
  `${CHANGED}read_note/`,
  '/tools/example-imported/',
  '/risk/',
  '/risk/critical/',
  '/risk/unclassified/',
  '/attacks/',
  '/attacks/code-and-input/',
  '/attacks/code-and-input/code-execution-abuse/',
  '/attacks/identity-and-supply/dns-rebinding/',
  '/methodology/',
  '/methodology/benchmark/',
  '/methodology/prompt/',
  '/methodology/identity/',
  '/policy-format/',
  '/api-reference/changes/',
  '/about/',
  '/sources/',
  '/search/',
  '/404.html',
];

describe('test/browser/site.test.ts', () => {
  let first: Awaited<ReturnType<typeof publishPages>>;
  /** Addresses of the hostile server's tools, as the built site has them. */
  let attacks: string[];

  const { folder, dbPath, out, inPage } = siteInBrowser(async (catalogue, into) => {
    writeHostileCatalogue(catalogue);
    first = await publishPages(into, { dbPath: catalogue, siteUrl: 'https://toolgate.example' });
    const links = read(`${EVIL}index.html`).matchAll(/href="(\/tools\/evil[^"]+?\/[^"/]+\/)"/g);
    // A tool is linked again from the findings.
    attacks = [...new Set(Array.from(links, ([, url]) => url!))];
  });

  const read = (path: string) => readFileSync(join(out, path), 'utf8');
  const linesWithHidden = (file: string) =>
    existsSync(join(out, file))
      ? read(file)
          .split('\n')
          .filter((line) => HIDDEN.test(line))
          .map((line) => `${file}: ${line.slice(0, 300)}`)
      : [];

  it('renders every page once', () => {
    expect(first.rendered).toBe(first.pages);
    expect(attacks).toHaveLength(HOSTILE.length);
  });

  it('shows what a text tries apart from what a tool can do, and explains each by its number', async () => {
    await inPage(async (page) => {
      await page.goto(attacks.find((url) => url.includes('control-31m'))!);
      const tries = page.locator('.finding-group.hostile');
      await tries.getByRole('heading', { name: 'What the text tries' }).waitFor();
      expect(await tries.getByText('They spell ABCD.').count()).toBe(1);
      // A server's name in a finding is text of theirs, like everywhere else.
      expect(await page.locator('.finding-group.provenance').getByText('<img src=x onerror=alert(1)>').count()).toBe(1);
      await tries.getByRole('link', { name: 'D1', exact: true }).first().click();
      await page.waitForURL('**/methodology/#detection-hidden-characters');
      await page.locator('#detection-hidden-characters summary').click();
      expect(await page.locator('#detection-hidden-characters').innerText()).toContain('How it is decided.');
      await page.goto(`${NOTES}run_command/`);
      const can = page.locator('.finding-group.hazard');
      expect(await can.innerText()).toContain('command line');
      expect(await page.locator('.finding-group.hostile').count()).toBe(0);
      await page.goto(NOTES);
      const legs = await page.locator('#findings').innerText();
      expect(legs).toContain('Private data, untrusted content, a way out');
      expect(legs).toMatch(/Untrusted content\s+\d+ tools? can bring in what third parties wrote: \w/);
    });
  });

  it('leads from home through search to a tool, whose policy can be copied', async () => {
    await inPage(
      async (page) => {
        await page.goto('/');
        await page.getByRole('searchbox').pressSequentially('delete_no');
        await page.locator('[data-search-results]').getByRole('link', { name: 'delete_note' }).first().waitFor();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/delete_note\/$/);
        await page.getByRole('button', { name: 'Copy the recommended policy.json' }).click();
        await page.getByText('Copied to the clipboard.').waitFor({ state: 'attached' });
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        expect(copied).toBe(await page.locator('#policy-json').textContent());
        const policy: unknown = JSON.parse(copied);
        expect(policy).toEqual({ version: '1', default: 'deny', hide: ['delete_note'] });
        expect(new Ajv2020({ strict: false }).validate(policyJsonSchema(), policy)).toBe(true);
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    );
  });

  it('prints only policies that the published schema accepts', () => {
    const validate = new Ajv2020({ strict: false }).compile(policyJsonSchema());
    const pages = [...ORDINARY.map(({ name }) => `${NOTES}${name}/`), ...attacks, NOTES, EVIL].map((url) =>
      read(`${url}index.html`),
    );
    const snippets = pages.flatMap((html) =>
      Array.from(
        html.matchAll(/<code id="(?:policy-json(?:-[a-z-]+)?|faq-[a-z-]+)">(.*?)<\/code>/gs),
        ([, code]) => code!,
      ),
    );
    expect(snippets.length).toBeGreaterThan(30);
    for (const snippet of snippets) {
      const text = snippet
        .replace(/<[^>]*>/g, '')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
      expect({ text, valid: validate(JSON.parse(text)) }).toMatchObject({ valid: true });
    }
  });

  it('finds by words in any order, says when there is nothing, and closes on Escape', async () => {
    await inPage(async (page) => {
      await page.goto(`${NOTES}run_command/`);
      const box = page.getByRole('searchbox');
      await box.fill('note upd');
      await page.locator('.hits a').first().waitFor();
      expect(await page.locator('.hits .hit-name').first().innerText()).toBe('update_note');
      await box.press('Escape');
      expect(await page.locator('.hits').isHidden()).toBe(true);
      await box.fill('nosuchthing');
      await page.getByRole('search').getByText('Nothing found.').waitFor({ state: 'attached' });
      await box.fill('script');
      await page.locator('.hits a').first().waitFor();
      expect(await page.locator('.hits script').count()).toBe(0);
    });
  });

  it('remembers the theme', async () => {
    await inPage(
      async (page) => {
        await page.goto('/');
        const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
        const light = await background();
        await page.getByRole('button', { name: 'Dark theme' }).click();
        const dark = await background();
        expect(dark).not.toBe(light);
        await page.goto(NOTES);
        expect(await background()).toBe(dark);
        expect(await page.getByRole('button', { name: 'Dark theme' }).getAttribute('aria-pressed')).toBe('true');
      },
      { colorScheme: 'light' },
    );
  });

  it('shows what a registry asks for on every page with its data', () => {
    const pages = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('index.html'));
    const having = pages.filter((path) => read(path).includes(`href="${NOTES}`));
    // All results of the search are links that come later.
    having.push('search/index.html');
    for (const path of [
      'changes/index.html',
      'changes/2026-11/index.html',
      'browse/publisher/index.html',
      'browse/index.html',
    ])
      expect(pages).toContain(path);
    expect(having.length).toBeGreaterThan(30);
    const lacking = having.filter((path) => !read(path).includes('>Data from the attributed registry</a>'));
    expect(lacking.map((path) => `/${path}`)).toEqual([]);
  });

  it('links what a registry asks for to its record there', async () => {
    await inPage(async (page) => {
      await page.goto('/sources/');
      expect(await page.locator('#registry-attributed').textContent()).toContain('Data from the attributed registry');
      const links = page.locator('.attributions a');
      for (const url of [NOTES, `${NOTES}run_command/`]) {
        await page.goto(url);
        expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
          'https://registry.example/',
          'https://registry.example/notes',
        ]);
      }
      for (const url of ['/', '/tools/', '/risk/critical/']) {
        await page.goto(url);
        expect(await page.locator('.attributions').textContent()).toContain('Data from the attributed registry');
      }
      // A record whose own address is none is attributed without it.
      await page.goto(EVIL);
      expect(await links.count()).toBe(1);
      await page.goto('/tools/example-imported/');
      expect(await links.count()).toBe(0);
    });
  });

  it('can be used by keyboard alone', async () => {
    await inPage(async (page) => {
      await page.goto(NOTES);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
      await page.keyboard.press('Enter');
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
      const reached = new Set<string>();
      for (let i = 0; i < 80; i += 1) {
        await page.keyboard.press('Tab');
        reached.add(
          await page.evaluate(
            () =>
              document.activeElement?.getAttribute('href') ?? document.activeElement?.getAttribute('aria-label') ?? '',
          ),
        );
      }
      expect([...reached]).toEqual(
        expect.arrayContaining([
          `${NOTES}run_command/`,
          'Tools by category and risk level',
          'Copy the recommended policy.json of the whole server',
          'Copy the client configuration of package 1',
        ]),
      );
    });
  });

  it('lets the policy of a server be chosen by keyboard, and copied', async () => {
    await inPage(
      async (page) => {
        await page.goto(NOTES);
        const shown = page.locator('.variant:visible');
        expect(await shown.locator('h3').allTextContents()).toEqual(['Recommended']);
        const choice = page.getByRole('radio', { name: 'Recommended' });
        await page.getByRole('link', { name: 'Policies', exact: true }).focus();
        await choice.focus();
        const policies: string[] = [];
        for (const label of ['Reading only', 'Strict']) {
          await page.keyboard.press('ArrowRight');
          expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).labels?.[0]?.innerText)).toBe(
            label,
          );
          expect(await shown.locator('h3').allTextContents()).toEqual([label]);
          await shown.getByRole('button').focus();
          await page.keyboard.press('Enter');
          await shown.getByText('Copied to the clipboard.').waitFor({ state: 'attached' });
          policies.push(await page.evaluate(() => navigator.clipboard.readText()));
          await page.getByRole('radio', { name: label }).focus();
        }
        const [reading, strict] = policies.map((text) => JSON.parse(text) as Record<string, unknown>);
        expect(reading).toMatchObject({ default: 'deny', tools: { read_note: {} } });
        expect(reading!['hide']).toEqual(expect.arrayContaining(['create_refund', 'delete_note', 'update_note']));
        expect(strict).toMatchObject({ all_tools: { limits: [{ max: 60 }] } });
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    );
  });

  it('shows the policy that an address names', async () => {
    await inPage(async (page) => {
      await page.goto(`${NOTES}#policy-strict`);
      const heading = page.locator('.variant:visible h3');
      expect(await heading.allTextContents()).toEqual(['Strict']);
      expect(await page.getByRole('radio', { name: 'Strict' }).isChecked()).toBe(true);
      expect(await heading.evaluate((node) => node.getBoundingClientRect().top < innerHeight)).toBe(true);
      await page.evaluate(() => (location.hash = '#policy-json-read-only'));
      await page.locator('.variant:visible h3', { hasText: 'Reading only' }).waitFor();
      await page.evaluate(() => (location.hash = '#tools'));
      expect(await heading.allTextContents()).toEqual(['Reading only']);
    });
  });

  it('says nothing by colour alone: the profile is a table, and changes are marked by words', async () => {
    await inPage(async (page) => {
      await page.goto(NOTES);
      const row = page.locator('.profile tr', { has: page.getByRole('rowheader', { name: 'Destructive' }) });
      expect(await row.locator('td').allInnerTexts()).toEqual(['0', '0', '0', '1', '1']);
      await page.goto(`${CHANGED}read_note/#changelog`);
      const diff = page.locator('#changelog .diff').first();
      expect((await diff.textContent())?.replace(/\s+/g, ' ').trim()).toBe(
        'Read a note by removed: its id, end of removed. added: number, end of added. .',
      );
    });
  });

  it('can be read without JavaScript', async () => {
    await inPage(
      async (page) => {
        await page.goto(`${NOTES}run_command/`);
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('run_command');
        expect(await page.getByRole('button', { name: /Copy|theme/ }).count()).toBe(0);
        await page.getByRole('searchbox').fill('note');
        await page.getByRole('searchbox').press('Enter');
        await page.waitForURL(/\/search\/\?q=note$/);
        expect(await page.locator('main').innerText()).toContain('needs JavaScript');
        await page.getByRole('link', { name: 'all servers by name' }).click();
        await page.waitForURL(/\/tools\/$/);
        await page.goto(NOTES);
        expect(await page.locator('.variant:visible h3').allTextContents()).toEqual([
          'Recommended',
          'Reading only',
          'Strict',
        ]);
        expect(await page.getByRole('radio').count()).toBe(0);
      },
      { javaScriptEnabled: false },
    );
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
    ['dark', 360],
  ] as const)(
    'has no accessibility fault and no sideways scroll: %s at %d pixels',
    async (colorScheme, width) => {
      // What attacks a page attacks its markup and its layout, which the theme does not change.
      const urls = colorScheme === 'light' ? [...PAGES, ...attacks] : PAGES;
      await inPage(
        async (page) => {
          for (const url of urls) {
            await page.goto(url);
            expect(await accessibilityFaults(page)).toEqual([]);
            const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
            expect({ url, tooWide, h1: await page.locator('h1').count() }).toEqual({ url, tooWide: false, h1: 1 });
          }
        },
        { colorScheme, viewport: { width, height: 800 } },
      );
    },
    180_000,
  );

  it('shows hostile text harmlessly', async () => {
    await inPage(async (page) => {
      for (const url of ['/', '/tools/', '/risk/critical/', EVIL, ...attacks, '/tools/io-github-example-failed/']) {
        await page.goto(url);
        const marks = await page.evaluate(() => (window as { pwned?: number }).pwned);
        const live =
          'main script:not([type="application/ld+json"]), main img:not([src^="/badges/"]), main b, [onclick], [onerror], a[href^="javascript:"]';
        expect({ url, marks, live: await page.locator(live).count() }).toEqual({ url, marks: undefined, live: 0 });
      }
      const control = attacks.find((url) => url.includes('control'))!;
      await page.goto(control);
      expect(await page.locator('h1').textContent()).toBe('control␛[31m␇');
      expect(await page.locator('.lead').textContent()).toContain('the U+202Etxt.exe');
      expect(await page.locator('main').textContent()).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
    });
  });

  it('holds no character that cannot be seen, and copies policies that name them all the same', () => {
    const lines = htmlPages(out).flatMap((file) => [file, file.replace(/\.html$/, '.md')].flatMap(linesWithHidden));
    expect(lines).toEqual([]);
    const html = read(`${attacks.find((url) => url.includes('/get_note-'))!}index.html`);
    expect(html).toMatch(/<h1[^>]*>.*get_note.*U\+3164.*U\+E0101.*U\+FE01/s);
    const [, code] = /<code id="policy-json">(.*?)<\/code>/s.exec(html)!;
    const policy = code!.replace(/<[^>]*>/g, '').replaceAll('&quot;', '"');
    expect(policy).toContain('get_note\\u3164\\udb40\\udd01\\ufe01');
    expect(JSON.stringify(JSON.parse(policy))).toContain('get_note\u3164\u{e0101}\ufe01');
  });

  it('shows a name of blanks so that it can be seen and clicked', async () => {
    await inPage(async (page) => {
      for (const name of [/^␠$/, /^U\+3000\s*␉$/]) {
        await page.goto(EVIL);
        const groups = page.locator('#tools details');
        await groups.evaluateAll((all) => all.forEach((group) => ((group as HTMLDetailsElement).open = true)));
        await groups.getByRole('link', { name }).click();
        await page.getByRole('heading', { level: 1, name }).waitFor();
        expect(await page.title()).toMatch(/^\[.+ · /);
      }
    });
  });

  it('keeps the lines of JSON indented as they are', async () => {
    await inPage(async (page) => {
      await page.goto(`${NOTES}delete_note/`);
      await page.getByText('As JSON Schema').click();
      const shown = await page.locator('pre.foreign').first().innerText();
      expect(shown).toContain('\n  "type": "object"');
      expect(JSON.parse(shown)).toMatchObject({ type: 'object' });
    });
  });

  it('says so when the catalogue is empty', async () => {
    const emptyDb = join(folder, 'empty.sqlite');
    openStore(emptyDb).close();
    const empty = join(folder, 'empty');
    await publishPages(empty, { dbPath: emptyDb });
    expect(readFileSync(join(empty, 'index.html'), 'utf8')).toContain('The catalogue is empty');
    expect(brokenLinks(empty, isApi)).toEqual([]);
  });

  it('publishes nothing of a server that was withdrawn', () => {
    expect(() => read('tools/example-malware/index.html')).toThrow('ENOENT');
    expect(brokenLinks(out, isApi).some(({ href }) => href.includes('malware'))).toBe(false);
  });

  it('has no broken link', () => {
    expect(brokenLinks(out, isApi)).toEqual([]);
  });

  it('is valid HTML', async () => {
    expect(await invalidHtml(out)).toEqual([]);
  });

  it('tells machines in whole addresses what each page is, and where it stands', () => {
    const of = (url: string) => structuredData(read(`${url}index.html`));
    expect(of('/')).toMatchObject([{ '@type': 'WebSite', url: 'https://toolgate.example/' }]);
    expect(of(NOTES)).toMatchObject([
      { '@type': 'ItemPage', url: `https://toolgate.example${NOTES}`, mainEntity: { '@type': 'SoftwareApplication' } },
      {
        '@type': 'BreadcrumbList',
        itemListElement: [{ item: 'https://toolgate.example/' }, { position: 2 }, { position: 3 }],
      },
    ]);
    expect(of(`${NOTES}delete_note/`)).toMatchObject([{ '@type': 'TechArticle' }, { '@type': 'BreadcrumbList' }]);
    expect(of('/state/')[0]).toHaveProperty(
      'mainEntity.distribution[0].contentUrl',
      'https://toolgate.example/api/v1/tools.ndjson.gz',
    );
    // Hidden characters are named, markup stays text.
    for (const url of attacks)
      expect(JSON.stringify(of(url))).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u{e0000}-\u{e007f}]/u);
  });

  it('stays within its weight', () => {
    const size = (path: string) => statSync(join(out, path)).size;
    expect(size('style.css')).toBeLessThan(27_500);
    expect(size('copy.js') + size('theme.js')).toBeLessThan(4000);
    expect(size(`${NOTES}read_note/index.html`)).toBeLessThan(20_500);
    expect(Math.max(...attacks.map((url) => size(`${url}index.html`)))).toBeLessThan(60_000);
    // What a visitor of a tool's page receives, the search apart.
    const sent = (path: string) => gzipSync(readFileSync(join(out, path))).length;
    const frame = ['style.css', 'copy.js', 'theme.js', 'favicon.svg'].map(sent).reduce((sum, bytes) => sum + bytes, 0);
    expect(Math.max(...attacks.map((url) => sent(`${url}index.html`))) + frame).toBeLessThan(30_000);
  });

  describe('rebuilding', () => {
    const build = (folderName = out) => publishPages(folderName, { dbPath, siteUrl: 'https://toolgate.example' });
    const before = new Map<string, number>();

    it('renders nothing when nothing changed', async () => {
      expect(await build()).toMatchObject({ rendered: 0, written: 0, unchanged: first.pages });
    });

    it('gives the same bytes from nothing', async () => {
      const other = join(folder, 'other');
      await build(other);
      for (const page of [...PAGES, ...attacks].map((url) => (url.endsWith('/') ? `${url}index.html` : url))) {
        expect({ page, html: readFileSync(join(other, page), 'utf8') }).toEqual({ page, html: read(page) });
      }
    });

    it('renders a changed tool, its server and the lists, and prunes what is gone', async () => {
      const siblings = [`${NOTES}read_note/`, `${NOTES}update_note/`, attacks[0]!].map((url) => `${url}index.html`);
      for (const file of siblings) before.set(file, statSync(join(out, file)).mtimeMs);
      const store = openStore(dbPath);
      const changed = ORDINARY.filter(({ name }) => name !== 'xyzzy').map((tool) =>
        tool.name === 'delete_note' ? { ...tool, description: 'Delete a note and its copies permanently.' } : tool,
      );
      const serverId = store.servers.bySlug('io-github-example-notes')!.id;
      // Removing the unrelated tool changes the lists of related tools, so it is done in a build of its own.
      listTools(store, serverId, [...changed, ORDINARY.at(-1)!], 'live-dummy', store.launches.lastGood(serverId)!.id);
      const afterChange = await build();
      // The tool, its server, the figures, who judged, the newest changes, those of the month.
      expect(afterChange.rendered).toBe(6);
      const times = Array.from(before.keys(), (file) => [file, statSync(join(out, file)).mtimeMs] as const);
      expect(new Map(times)).toEqual(before);
      expect(read(`${NOTES}delete_note/index.html`)).toContain('its copies');

      listTools(store, serverId, changed, 'live-dummy', store.launches.lastGood(serverId)!.id);
      store.close();
      const afterRemoval = await build();
      expect(afterRemoval.rendered).toBeLessThan(first.pages);
      expect(() => read(`${NOTES}xyzzy/index.html`)).toThrow('ENOENT');
      expect(brokenLinks(out, isApi)).toEqual([]);
    });

    it('repeats what a killed build did not finish', async () => {
      const fresh = join(folder, 'stopped');
      const stop = new AbortController();
      const stopped = publishPages(fresh, {
        dbPath,
        signal: stop.signal,
        onProgress: (progress) => progress.step === 'servers' && progress.done > 0 && stop.abort(),
      });
      await expect(stopped).rejects.toThrow('aborted');
      const again = await publishPages(fresh, { dbPath });
      // What was in place already is not rendered again.
      expect(again.rendered).toBeLessThan(again.pages);
      const whole = join(folder, 'never-stopped');
      await publishPages(whole, { dbPath });
      expect(hashesOf(fresh)).toEqual(hashesOf(whole));
    });
  });
});

/** Made by the API's exporter, which has its own tests. */
const isApi = (path: string) => /^\/(api\/v1|schemas|changes\/feed\.)/.test(path);
