import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../catalog/store/open.ts';
import { policyScript } from '../../site/policy-try/script-bundle.ts';
import { publishPages } from '../publish-folder.ts';
import { accessibilityFaults } from './accessibility-faults.ts';
import { listTools, ORDINARY, writeHostileCatalogue } from './hostile-catalogue.ts';
import { siteInBrowser } from './site-in-browser.ts';
import { invalidHtml } from './valid-html.ts';

const ROOT = join(import.meta.dirname, '../..');
const TRY = '/policy-format/try/';

/** A server with more tools than a page lists. */
const LONG = 'example-imported';

/** One page of each kind that looks at the whole catalogue, and what a hostile server does to them. */
const PAGES = [
  '/tools/',
  '/browse/',
  '/browse/level/',
  '/browse/level/critical/',
  '/browse/tool-level/',
  '/browse/tool-level/critical/',
  '/browse/category/',
  '/browse/category/destructive/',
  '/browse/mix/',
  '/browse/attack/',
  '/browse/attack/code-execution-abuse/',
  '/browse/registry/',
  '/browse/registry/attributed/',
  '/browse/publisher/',
  '/browse/publisher/io.github.example/',
  '/risk/critical/io-github-example-notes/',
  `/risk/low/${LONG}/`,
  `/risk/low/${LONG}/list_a/`,
  '/risk/critical/evil-example-title-script-window-pwned-7-script/',
  '/categories/',
  '/categories/destructive/',
  '/state/',
  '/changes/',
  '/changes/2026-11/',
  '/sources/',
  TRY,
  '/api-reference/',
  '/about/',
];

describe('test/browser/overview.test.ts', () => {
  const { out, inPage: visitPage } = siteInBrowser(async (catalogue, into) => {
    writeHostileCatalogue(catalogue);
    const store = openStore(catalogue);
    const { id } = store.servers.bySlug('io-github-example-notes')!;
    const tools = ORDINARY.filter(({ name }) => name !== 'xyzzy').map((tool) =>
      tool.name === 'delete_note' ? { ...tool, description: 'Delete a note <b>for good</b>.' } : tool,
    );
    const at = '2026-11-21T09:30:00.000Z';
    const list = { serverId: id, tools, source: 'live', launchId: null, packageVersion: '2.0.0', at } as const;
    store.tools.replaceList(list);
    listTools(store, id, tools, 'live', null);
    store.tools.replaceList({ ...list, conditions: new Map([['run_command', 'listed with NOTES_DIR only']]) });
    const { id: long } = store.servers.bySlug(LONG)!;
    const many = Array.from({ length: 210 }, (_, i) => ({
      name: `list_${'abc'[i % 3]!}_${i}`,
      description: 'List notes.',
    }));
    listTools(store, long, many, 'imported', null);
    store.close();
    await publishPages(into, {
      dbPath: catalogue,
      siteUrl: 'https://toolgate.example',
      contact: 'mailto:risk@toolgate.example',
    });
  });

  const read = (url: string, type = 'html') => readFileSync(join(out, `${url}index.${type}`), 'utf8');

  it('says which tools a server no longer lists, on its page and in the Markdown of it', () => {
    const [html, markdown] = [read('/tools/io-github-example-notes/'), read('/tools/io-github-example-notes/', 'md')];
    expect(html).toMatch(/No longer listed: <span class="mono">\s*<bdi[^>]*>xyzzy<\/bdi>/);
    expect(markdown).toMatch(/No longer listed: «?`xyzzy`/);
  });

  it('says what a marked tool is, and once what MCP stands for', () => {
    const notes = read('/tools/io-github-example-notes/');
    expect(notes).toContain('<span class="tag">conditional</span>');
    expect(notes).toMatch(/Tools marked <em>conditional<\/em> were listed in one way/);
    for (const url of ['/', '/about/']) expect(read(url)).toMatch(/Model\s+Context\s+Protocol\s+\(MCP\)/);
  });

  /** @param work is given the addresses that the page asked for, too */
  const inPage = (work: (page: Page, asked: string[]) => Promise<void>, options?: Parameters<typeof visitPage>[1]) =>
    visitPage(async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await work(page, asked);
    }, options);

  it('lists every section of a server among its contents, in their order', async () => {
    await inPage(async (page) => {
      await page.goto('/tools/io-github-example-notes/');
      const sections = await page.locator('article > section[id]').evaluateAll((all) => all.map(({ id }) => `#${id}`));
      expect(sections).toEqual(expect.arrayContaining(['#changes', '#identity', '#malformed', '#listed', '#badge']));
      const links = page.locator('.contents a');
      expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual(sections);
    });
  });

  it.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)(
    'has no accessibility fault and no sideways scroll: %s at %d pixels',
    async (colorScheme, width) => {
      await inPage(
        async (page) => {
          for (const url of PAGES) {
            await page.goto(url);
            expect(await accessibilityFaults(page)).toEqual([]);
            const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
            const live = await page.locator('main img, main b, main [onclick], main [onerror]').count();
            expect({ url, tooWide, live, h1: await page.locator('h1').count() }).toEqual({
              url,
              tooWide: false,
              live: 0,
              h1: 1,
            });
          }
          expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBeUndefined();
        },
        { colorScheme, viewport: { width, height: 800 } },
      );
    },
    180_000,
  );

  it('is valid HTML', async () => {
    expect(await invalidHtml(out)).toEqual([]);
  }, 180_000);

  it('leads from the list of servers to each way to browse, and from there to a server', async () => {
    await inPage(
      async (page) => {
        for (const way of [
          'worst level',
          'every level they have',
          'category',
          'category mix',
          'registry',
          'publisher',
        ]) {
          await page.goto('/tools/');
          await page
            .getByRole('heading', { name: `By ${way}`, exact: true })
            .getByRole('link')
            .click();
          await page.getByRole('heading', { level: 1, name: `Servers by ${way}` }).waitFor();
          await page.locator('main tbody a').first().click();
          if (!page.url().includes('/tools/')) await page.locator('table.servers a').first().click();
          await page.waitForURL(/\/tools\/[^/]+\/$/);
          expect(await page.locator('h1').count()).toBe(1);
        }
      },
      { javaScriptEnabled: false },
    );
  });

  it('leads from the profile of a server, and from the lists of a level and category, to those of its tools', async () => {
    await inPage(
      async (page) => {
        await page.goto('/tools/io-github-example-notes/');
        await page.locator('.profile thead').getByRole('link', { name: 'Critical' }).click();
        await page.waitForURL('**/risk/critical/io-github-example-notes/');
        await page.goto('/tools/io-github-example-notes/');
        await page.locator('.profile tfoot').getByRole('link', { name: 'Low: 1' }).click();
        await page.waitForURL('**/risk/low/io-github-example-notes/');
        await page.goto('/browse/tool-level/low/');
        await page.locator('table.servers a[href="/risk/low/io-github-example-notes/"]').click();
        await page.waitForURL('**/risk/low/io-github-example-notes/');
        await page.goto('/browse/category/destructive/');
        await page.locator('table.servers a[href="/tools/io-github-example-notes/#tools-destructive"]').click();
        await page.locator('#tools-destructive').getByText('delete_note').waitFor();
      },
      { javaScriptEnabled: false },
    );
    expect(read('/risk/critical/')).toContain('href="/api/v1/levels/critical.ndjson.gz"');
    expect(read('/categories/destructive/')).toContain('href="/api/v1/categories/destructive.ndjson.gz"');
  });

  it('shows of a level what it has of one server, and hides thin pages from search engines', () => {
    expect(read('/risk/critical/')).toContain('href="/risk/critical/io-github-example-notes/"');
    const critical = read('/risk/critical/io-github-example-notes/');
    expect(critical.includes('>delete_note<')).toBe(true);
    expect(critical.includes('>read_note<')).toBe(false);
    expect(critical).toContain('is removed from the tool list');
    expect(critical).not.toContain('content="noindex"');
    expect(read('/risk/low/io-github-example-notes/')).toContain('content="noindex"');
    expect(() => read('/risk/low/io-github-example-failed/')).toThrow('ENOENT');
  });

  it('tells what changed, and dates figures by the data', () => {
    const month = read('/changes/2026-11/');
    expect(month).toContain('tool changed');
    expect(month).toMatch(/the description changed/);
    expect(month).toContain('tool gone');
    const state = read('/state/');
    expect(state).toContain('As of 21 November 2026');
    expect(state.match(/<svg class="plot"[^>]*role="img"/g)!.length).toBe(state.match(/<desc /g)!.length);
    expect(state.match(/<caption/g)!.length).toBeGreaterThanOrEqual(state.match(/<desc /g)!.length);
    const about = read('/about/');
    expect(about).toContain('mailto:risk@toolgate.example');
    for (const words of ['Python projects', 'Container images', 'Remote servers', 'A language model'])
      expect(about).toContain(words);
    expect(about).toContain('hosts usually keep a');
    expect(read('/api-reference/').includes('tools.*.category')).toBe(true);
  });

  it('validates while somebody types, explains and decides, by keyboard alone, and sends nothing', async () => {
    await inPage(async (page, asked) => {
      await page.goto(TRY);
      const status = page.locator('#policy-status');
      await status.getByText('Valid', { exact: true }).waitFor();
      expect(await page.locator('#try-decision').innerText()).toMatch(
        /^Denied: .*transfer.*\/tools\/transfer\/require\/0/s,
      );
      expect(await page.locator('#policy-effects').innerText()).toContain(
        'drop_database is removed from the tool list',
      );
      const loaded = asked.length;

      await page.locator('#policy-source').focus();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText('{\n  "version": "1",\n  "defualt": "deny"\n}');
      await status.getByText(/problems: not valid/).waitFor();
      expect(await page.locator('#policy-problems').innerText()).toMatch(/Line 3, column 3\s+\/defualt/);
      expect(await page.locator('#policy-source').getAttribute('aria-invalid')).toBe('true');
      // The last problem is the one on line 3; its button leads there.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const place = () => page.evaluate(() => (document.activeElement as HTMLTextAreaElement).selectionStart);
      expect(await place()).toBe('{\n  "version": "1",\n  '.length);

      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText(
        '{"version": "1", "default": "deny", "tools": {"<img src=x>": {"approval": "always"}}}',
      );
      await status.getByText('Valid', { exact: true }).waitFor();
      for (let i = 0; i < 10 && (await page.evaluate(() => document.activeElement?.id)) !== 'try-tool'; i += 1) {
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText('<img src=x>');
      await page.getByText('Asks a person').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.insertText('[1]');
      await page.getByText('The arguments are no JSON object').waitFor();
      expect(await page.locator('main img').count()).toBe(0);
      expect(asked.length).toBe(loaded);
    });
  });

  it('shares a policy in the address, and opens no address that is none', async () => {
    await inPage(
      async (page) => {
        await page.goto(TRY);
        const policy = '{"version": "1", "default": "allow", "hide": ["löschen \u{1F5D1}"]}';
        await page.locator('#policy-source').fill(policy);
        await page.getByRole('button', { name: 'Copy an address' }).click();
        await page.getByText('The address is copied.').waitFor();
        const address = await page.evaluate(() => navigator.clipboard.readText());
        expect(address).toMatch(/#policy=[\w-]+$/);
        await page.goto('about:blank');
        await page.goto(address);
        await page.locator('#policy-effects').getByText('löschen').first().waitFor();
        expect(await page.locator('#policy-source').inputValue()).toBe(policy);
        await page.goto('about:blank');
        await page.goto(`${TRY}#policy=AAAA`);
        await page.getByText('no policy that can be read').waitFor();
        expect(await page.locator('#policy-status').innerText()).toBe('Valid');
      },
      { permissions: ['clipboard-read', 'clipboard-write'] },
    );
  });

  it('says without JavaScript how a policy is validated', async () => {
    await inPage(
      async (page) => {
        await page.goto(TRY);
        expect(await page.locator('#policy-editor').isHidden()).toBe(true);
        expect(await page.locator('main').innerText()).toContain('toolgate policy validate policy.json');
        expect(await page.locator('main').innerText()).toContain('needs JavaScript');
      },
      { javaScriptEnabled: false },
    );
  });

  it('publishes the script as it is made anywhere, and small', async () => {
    const script = await policyScript(ROOT);
    expect(readFileSync(join(out, 'policy-try.js'), 'utf8')).toBe(script);
    expect(gzipSync(script).length).toBeLessThan(82_000);
    expect(script).not.toContain(ROOT);
    // Only where it is needed.
    expect(read('/policy-format/')).not.toContain('policy-try.js');
  });
});
