/** Hostile servers from the sandbox to the page: every stage and the build, looked at with a real browser. */
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../catalog/store/open.ts';
import { createHttpClient } from '../../crawler/http/http-client.ts';
import { createLauncher } from '../../crawler/launch/launcher.ts';
import { fileRegistry } from '../../crawler/registries/file/index.ts';
import { classifyTools } from '../../crawler/stages/classify.ts';
import { discover } from '../../crawler/stages/discover.ts';
import { launchDue } from '../../crawler/stages/launch.ts';
import { planServers } from '../../crawler/stages/plan.ts';
import { startChromium } from '../browser/chromium.ts';
import { brokenLinks } from '../browser/link-check.ts';
import { serveFolder } from '../browser/static-server.ts';
import { HIDDEN } from '../hidden-characters.ts';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';
import { brokenReferences } from './api-references.ts';
import { launchRows } from './catalogue-content.ts';
import { crawlMachine, type CrawlMachine } from './crawl-machine.ts';
import { filesBelow, folderContent } from './folder-content.ts';
import type { Ending } from './toolgate-process.ts';
import { processesWith } from './machine-processes.ts';

const MB = 1024 * 1024;
const object = { type: 'object' };
const pwned = (n: number) =>
  `</script></code><script>window.pwned=${n}</script><img src=x onerror="window.pwned=${n}">`;

/** Names that are one as file names: on some systems all letters are small, and everywhere slashes and spaces go another way. */
const ALIKE = ['read_note', 'Read_Note', 'READ_NOTE', 'a b', 'a/b', 'a-b', 'A B', 'read_note/', 'read_note.'];
/** Names that Windows keeps for devices, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const DEVICES = ['con', 'CON', 'aux.', 'nul.json', 'Com1', 'lpt9.index.html', 'prn'];

/** Attacks on a page. Each script would leave a mark on `window` if it ran, each image would ask a stranger for it. */
const ATTACKS: Record<string, unknown>[] = [
  { name: '../../../../escaped', description: pwned(1), inputSchema: object },
  { name: `<script>window.pwned=2</script>`, title: pwned(3), description: `"'><svg onload="window.pwned=4">` },
  { name: 'control\u001b[31m\u0007', description: 'a\u0000b\u001b]0;title\u0007', inputSchema: object },
  {
    name: 'get_note\u3164\u{e0101}\ufe01',
    title: 'Note\u3164',
    description: 'Reads\u{e0101} a\u2800 note\ufe01.',
    inputSchema: { ...object, properties: { 'id\u3164': { description: 'Id\ufe01', enum: ['a\u{e0101}'] } } },
    annotations: { title: 'x\u3164' },
  },
  { name: '\u202egpj.exe', description: 'the \u202etxt.exe\u2066 \u200b', inputSchema: object },
  { name: 'logo', description: '![x](http://stranger.example/x.png) <img src="//stranger.example/y.png">' },
  { name: 'click', description: 'Read [this](javascript:window.pwned=5) or javascript:window.pwned=6' },
  { name: '__proto__', description: 'Read.', inputSchema: { properties: { constructor: {} } } },
  ...[...ALIKE, ...DEVICES].map((name) => ({ name, description: `Reads the note of ${JSON.stringify(name)}.` })),
  { name: 'index.html', description: 'Read.', inputSchema: object },
  { name: 'index', description: 'Read.' },
  {
    name: 'odd',
    inputSchema: {
      type: 'nonsense',
      $ref: '#',
      required: 7,
      properties: { [pwned(7)]: { enum: [pwned(8)] }, 'a\u202eb': { description: '\u202ec' } },
    },
  },
  { name: 'deep', inputSchema: nested(40) },
  {
    name: 'astro',
    description: '{constructor.constructor("window.pwned=9")()} ${window.pwned=10} {{window.pwned=11}}',
  },
];
const MALFORMED = [
  null,
  7,
  {},
  { name: '' },
  { name: pwned(12), inputSchema: pwned(13) },
  { name: 'logo' },
  { name: 'deeper', inputSchema: nested(60) },
];

function nested(depth: number): Record<string, unknown> {
  return depth === 0 ? { type: 'string' } : { type: 'object', properties: { a: nested(depth - 1) } };
}

/** What each server does, and how its launch must end. */
const SERVERS: Record<string, [code: string, config: { behaviour: string } & Record<string, unknown>]> = {
  honest: [
    'listed',
    { behaviour: 'tools', tools: [{ name: 'get_note', description: 'Reads a note.', inputSchema: object }] },
  ],
  attacks: ['listed', { behaviour: 'tools', tools: [...ATTACKS, ...MALFORMED] }],
  huge: ['listed', { behaviour: 'huge-description', length: MB }],
  garbage: ['listed', { behaviour: 'garbage' }],
  many: ['too-many-tools', { behaviour: 'many-tools', count: 10_000 }],
  pages: ['too-many-pages', { behaviour: 'pages' }],
  loop: ['cursor-loop', { behaviour: 'cursor-loop' }],
  flood: ['flooded', { behaviour: 'flood' }],
  silent: ['initialize-timed-out', { behaviour: 'silent' }],
  memory: ['out-of-memory', { behaviour: 'fill-memory' }],
  fork: ['any limit', { behaviour: 'fork' }],
  lists: ['malformed-list', { behaviour: 'no-list', result: { tools: [{ name: pwned(14), inputSchema: 7 }] } }],
  error: ['list-failed', { behaviour: 'list-error', message: `\u001b[2J\u202e${pwned(15)}` }],
  dies: ['crashed', { behaviour: 'exit', code: 3, stderr: `\u001b]0;x\u0007${pwned(16)}\u202e` }],
};
const NAMES = Object.keys(SERVERS);
const MARK = `attack-${process.pid}`;
const LIMITS = {
  initializeMs: 6_000,
  patientMs: 6_000,
  pageMs: 1_500,
  attemptMs: 10_000,
  ladderMs: 11_000,
  cpuSeconds: 2,
  residentBytes: 256 * MB,
  stdoutBytes: 4 * MB,
  lineBytes: 2 * MB,
};

let machine: CrawlMachine;
let before: Record<string, string>;
let built: Ending;
let browser: Browser;
let site: Awaited<ReturnType<typeof serveFolder>>;
beforeAll(async () => {
  machine = await crawlMachine(
    Object.entries(SERVERS).map(([name, [, config]]) =>
      testServerPackage(`${MARK}-${name}`, { kind: 'scripted', ...config }),
    ),
  );
  writeRegistry();
  await crawlWithShortLimits();
  before = folderContent(machine.folder);
  built = await machine.run('build', '--db', machine.at('c.sqlite'), '--out', machine.at('out'));
  browser = await startChromium();
  site = await serveFolder(machine.at('out'));
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await machine?.close();
});

/** The records attack as well, as far as a registry lets them through. */
function writeRegistry() {
  const servers = NAMES.map((name) => ({
    name: `io.example/${name}`,
    title: `${name} ${pwned(20)}`,
    description: `Attacks \u202e${pwned(21)}`,
    version: '1.0.0',
    websiteUrl: 'javascript:window.pwned=22',
    repository: { url: `https://stranger.example/"><script>window.pwned=23</script>`, source: 'github' },
    packages: [{ registryType: 'npm', identifier: `${MARK}-${name}`, version: '1.0.0', transport: { type: 'stdio' } }],
  }));
  writeFileSync(machine.at('servers.json'), JSON.stringify({ servers }));
}

/** The stages of `toolgate crawl`, which has no options for limits. */
async function crawlWithShortLimits() {
  const store = openStore(machine.at('c.sqlite'));
  const { signal } = new AbortController();
  const context = { runId: store.runs.begin('crawl', new Date().toISOString()), report: () => {}, signal };
  const http = createHttpClient();
  const launcher = {
    http,
    isolation: 'bubblewrap',
    npm: machine.npm.npm,
    cacheDir: machine.at('cache'),
    limits: LIMITS,
  } as const;
  try {
    await discover(store, fileRegistry(machine.at('servers.json')), context);
    planServers(store, context);
    await launchDue(store, () => createLauncher({ ...launcher, signal }), context, { concurrency: 2 });
    classifyTools(store, [], context);
  } finally {
    store.close();
  }
}

test('every server has its outcome, and nothing of it runs on', () => {
  const outcomes = Object.fromEntries(
    launchRows(machine.at('c.sqlite')).map(({ server, code }) => [server.slice('io.example/'.length), code]),
  );
  expect(Object.keys(outcomes).sort()).toEqual([...NAMES].sort());
  const { fork, ...others } = outcomes;
  // Which limit ends a storm of processes is a race.
  expect(['cpu-exceeded', 'initialize-timed-out', 'out-of-memory', 'crashed']).toContain(fork);
  const wanted = Object.entries(SERVERS).filter(([name]) => name !== 'fork');
  expect(others).toEqual(Object.fromEntries(wanted.map(([name, [code]]) => [name, code])));
  expect(processesWith(MARK)).toEqual([]);
});

test('nothing is written outside of the published folder, and nothing in it has a dangerous name', () => {
  const after = Object.fromEntries(
    Object.entries(folderContent(machine.folder)).filter(([file]) => !/^out\/|^c\.sqlite-/.test(file)),
  );
  expect(after).toEqual(before);
  const odd = filesBelow(machine.at('out')).filter(
    (file) => !/^(?:[A-Za-z0-9_.-]+\/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*$/.test(file),
  );
  // Empty files that keep GitHub Pages from taking the folder for a Jekyll site.
  expect(odd.filter((file) => !/(?:^|\/)\.nojekyll$/.test(file))).toEqual([]);
  // A tool called index.html stands beside the page of its server, not in its place.
  expect(readFileSync(machine.at('out/tools/io-example-attacks/index.html'), 'utf8')).toContain('index.html');
});

test('tools with names that are alike have an address each, on every system, with their own page', () => {
  const paths = filesBelow(machine.at('out')).filter((file) => !file.startsWith('.toolgate/'));
  const seen = Map.groupBy(paths, (file) => file.toLowerCase());
  expect([...seen.values()].filter((alike) => alike.length > 1)).toEqual([]);
  const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$|[. ]$/i;
  expect(paths.filter((file) => file.split('/').some((part) => reserved.test(part)))).toEqual([]);

  const store = openStore(machine.at('c.sqlite'), { readonly: true });
  const { id } = store.servers.bySlug('io-example-attacks')!;
  const slugs = new Map(store.tools.of(id).map(({ definition, slug }) => [definition.name, slug]));
  store.close();
  for (const name of [...ALIKE, ...DEVICES]) {
    const html = readFileSync(machine.at(`out/tools/io-example-attacks/${slugs.get(name)}/index.html`), 'utf8');
    const [, heading] = /<h1[^>]*>(.*?)<\/h1>/s.exec(html)!;
    expect(heading!.replace(/<[^>]*>/g, '').trim()).toBe(name);
    expect(html).toContain(`Reads the note of &quot;${name}&quot;.`);
  }
});

test('the build takes them all', () => {
  expect(built).toMatchObject({ code: 0 });
});

test('every page of every server has one for each of its tools', () => {
  const store = openStore(machine.at('c.sqlite'), { readonly: true });
  const pages = new Set(filesBelow(machine.at('out')));
  const wanted = [...store.servers.all()].flatMap(({ id, slug }) => [
    `tools/${slug}/index.html`,
    ...store.tools.of(id).map((tool) => `tools/${slug}/${tool.slug}/index.html`),
  ]);
  const tools = store.db.prepare<[], { n: number }>(`SELECT count(*) n FROM tool`).get()!.n;
  store.close();
  expect(wanted).toHaveLength(NAMES.length + tools);
  expect(tools).toBe(1 + ATTACKS.length + 1 + 1);
  expect(wanted.filter((page) => !pages.has(page))).toEqual([]);
});

test('every link of the site and every reference of the API leads somewhere', () => {
  const out = machine.at('out');
  const links = brokenLinks(out, (file) => file.endsWith('.json'));
  expect(links).toEqual([]);
  const { checked, broken } = brokenReferences(out);
  expect(broken).toEqual([]);
  expect(checked).toBeGreaterThan(50);
});

test('no page runs a script of a server or asks a stranger for anything', async () => {
  // What leads on at once has no time to be looked at; it holds addresses of ours alone.
  const pages = filesBelow(machine.at('out')).filter(
    (file) => file.endsWith('.html') && !readFileSync(machine.at('out', file), 'utf8').includes('http-equiv="refresh"'),
  );
  const context = await browser.newContext({ baseURL: site.url });
  const page = await context.newPage();
  const events: string[] = [];
  page.on('dialog', (dialog) => {
    events.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => events.push(`error ${error.message}`));
  page.on('popup', () => events.push('popup'));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== site.url) events.push(`request ${request.url()}`);
  });
  for (const file of pages) {
    await page.goto(`/${file}`);
    const found = await page.evaluate(() => ({
      pwned: (window as { pwned?: number }).pwned,
      handlers: document.querySelectorAll(
        '[onclick], [onerror], [onload], main script:not([src="/policy-try.js"]), main img, main svg[onload]',
      ).length,
      links: Array.from(document.querySelectorAll('a'), (link) => link.protocol).filter((p) => !/^https?:$/.test(p)),
    }));
    expect({ file, ...found }).toEqual({ file, pwned: undefined, handlers: 0, links: [] });
  }
  expect(events).toEqual([]);

  // The control: the marks can be seen when a script does run.
  await page.setContent(`<body>${pwned(99)}</body>`);
  await page.waitForFunction(() => (window as { pwned?: number }).pwned === 99);
  await context.close();
});

test('no page holds a character that hides or reorders text', () => {
  const lines = filesBelow(machine.at('out'))
    .filter((file) => file.endsWith('.html'))
    .flatMap((file) =>
      readFileSync(machine.at('out', file), 'utf8')
        .split('\n')
        .map((line) => `${file}: ${line}`),
    );
  expect(lines.filter((line) => HIDDEN.test(line))).toEqual([]);
});

test('the search shows them as text', async () => {
  const context = await browser.newContext({ baseURL: site.url });
  const page = await context.newPage();
  await page.goto('/');
  for (const words of ['script', 'proto', 'attacks']) {
    await page.getByRole('searchbox').fill(words);
    await page.locator('.hits a').first().waitFor();
    expect(await page.locator('.hits script, .hits img').count()).toBe(0);
    expect(await page.evaluate(() => (window as { pwned?: number }).pwned)).toBe(undefined);
  }
  await context.close();
});

test('the command line shows their last words without their escape sequences', async () => {
  const { code, stdout, stderr } = await machine.run('status', '--db', machine.at('c.sqlite'));
  expect(code).toBe(0);
  expect(stdout).toContain('io.example/error (list-failed)');
  expect(`${stdout}${stderr}`).not.toMatch(HIDDEN);
});
