import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore, type Store } from '../../catalog/store/open.ts';
import { catalogueReader } from '../../catalog/store/reader.ts';
import { catalogueSource } from '../../crawler/stages/ask-sources.ts';
import { estimateAsk } from '../../crawler/stages/estimate-ask.ts';
import { inspect } from '../../crawler/stages/inspect.ts';
import { discover } from '../../crawler/stages/discover.ts';
import { planServers } from '../../crawler/stages/plan.ts';
import { listTools } from '../browser/hostile-catalogue.ts';
import { jsonLines, runCommand } from '../e2e/run-command.ts';
import { listedRegistry, registryEntry } from '../listed-registry.ts';
import { askedStore } from '../openai/asked-store.ts';
import { publishedText } from '../published-text.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Each stands in one place of the configuration, and nowhere else. */
const SECRETS = {
  label: 'zq1label',
  scope: 'zq2scope',
  packageName: 'zq3package',
  version: '7.7.7077',
  argument: 'zq4argument',
  flag: 'zq5flag',
  envName: 'ZQ6_NAME',
  envValue: 'zq7value',
  user: 'zq8user',
  password: 'zq9password',
  query: 'zq10query',
  header: 'zq11header',
  path: 'zq12path',
  host: 'zq13host',
  image: 'zq14image',
};
const S = SECRETS;
const PUBLIC = { npm: '@acme/notes', remote: 'https://mcp.example.com/notes' };

const CONFIG = {
  mcpServers: {
    [S.label]: {
      command: 'npx',
      args: ['-y', `@${S.scope}/${S.packageName}@1.0.0`, S.argument, `--${S.flag}`],
      env: { [S.envName]: S.envValue },
    },
    known: {
      command: 'npx',
      args: ['-y', `${PUBLIC.npm}@${S.version}`, `--${S.flag}=${S.envValue}`],
      env: { [S.envName]: S.envValue },
    },
    remote: { url: `https://${S.host}.example.net/${S.path}?k=${S.query}` },
    both: {
      url: `https://${S.user}:${S.password}@mcp.example.com/notes?k=${S.query}`,
      headers: { Authorization: S.header },
    },
    elsewhere: { url: `https://mcp.example.com/${S.path}` },
    image: { command: 'docker', args: ['run', '-e', `${S.envName}=${S.envValue}`, `registry.example.net/${S.image}`] },
  },
};

const context = { runId: 1, report: () => {}, signal: new AbortController().signal };
const npm = (identifier: string) => [{ registryType: 'npm', identifier, transport: { type: 'stdio' } }];
const others = () =>
  listedRegistry(
    [
      [
        registryEntry('io.github.acme/notes', { packages: npm(PUBLIC.npm) }),
        registryEntry('com.example/notes', { remotes: [{ type: 'streamable-http', url: PUBLIC.remote }] }),
      ],
    ],
    { id: 'official' },
  );

const found = (text: string) =>
  Object.entries(SECRETS).flatMap(([name, secret]) =>
    text.toLowerCase().includes(secret.toLowerCase()) ? [name] : [],
  );

/** A catalogue of a public registry and of a configuration file; every server has a tool, and is inspected. */
async function crawl(db: string, file: string, options: string[] = []): Promise<void> {
  writeFileSync(file, JSON.stringify(CONFIG));
  const store = openStore(db);
  await discover(store, others(), context);
  store.close();
  const args = [
    'crawl',
    '--client-config',
    file,
    '--db',
    db,
    '--limit',
    '0',
    '--isolation',
    'none',
    '--quiet',
    ...options,
  ];
  // npm is asked where scopes come from.
  expect(await runCommand(args, { env: { PATH: process.env['PATH'] } })).toMatchObject({ code: 0 });
}

function giveTools(store: Store): void {
  // Read to the end first: nothing can be written while the walk lasts.
  const servers = Array.from(store.servers.all());
  store.transaction(() => {
    for (const { id, slug, name } of servers) {
      // The description of one names the server of another, which is a finding across servers.
      listTools(
        store,
        id,
        [{ name: `tool_of_${slug}`, description: `Call it before notes of ${name}.` }],
        'live',
        null,
      );
    }
  });
  inspect(store, context);
}

async function build(db: string, out: string): Promise<string> {
  expect(await runCommand(['build', '--db', db, '--out', out, '--quiet'])).toMatchObject({ code: 0 });
  return publishedText(out);
}

const privateNames = (store: Store) =>
  Array.from(store.servers.all())
    .filter(({ visibility, status }) => visibility === 'private' && status !== 'deleted')
    .map(({ name }) => name)
    .sort();

describe('test/integration/private-entries.test.ts', () => {
  it('publishes nothing of a configuration, while the crawl can use all of it', { timeout: 240_000 }, async () => {
    const folder = temporaryFolder();
    const db = join(folder, 'c.sqlite');
    await crawl(db, join(folder, 'clients.json'));
    const store = openStore(db);
    expect(privateNames(store)).toHaveLength(6);
    planServers(store, context);
    expect(store.launchCandidates.all().map(({ name }) => name)).toEqual(expect.arrayContaining(privateNames(store)));
    giveTools(store);
    // What stands for the reader of the site stands for nobody else's eyes.
    expect(catalogueReader(store).totals().servers).toBe(2);
    expect(catalogueReader(store, 'operator').totals().servers).toBe(8);
    expect(store.servers.remoteUrls()).toEqual([PUBLIC.remote]);
    store.close();
    const text = await build(db, join(folder, 'out'));
    expect(text).toContain('io-github-acme-notes');
    expect(found(text)).toEqual([]);
    expect(text).not.toMatch(/client-config/);
    const status = await runCommand(['status', '--db', db]);
    expect(status.stdout).toMatch(/^8 servers/);
  });

  it('publishes what others list, on request, and of that only what they say', { timeout: 240_000 }, async () => {
    const folder = temporaryFolder();
    const db = join(folder, 'c.sqlite');
    const file = join(folder, 'clients.json');
    await crawl(db, file, ['--publish-client-config']);
    const store = openStore(db);
    expect(privateNames(store)).toHaveLength(4);
    giveTools(store);
    store.close();
    const text = await build(db, join(folder, 'out'));
    expect(text).toMatch(/client-config/);
    expect(found(text)).toEqual([]);

    // Without the request it is private again, with everything that it brought.
    await crawl(db, file);
    const again = openStore(db);
    expect(privateNames(again)).toHaveLength(6);
    again.close();
    const after = await build(db, join(folder, 'out'));
    // What is gone is told to those who mirror the folder, by its path.
    const present = after.replaceAll(/^.*client-config.*,removed$/gm, '');
    expect([found(after), present.match(/.{0,80}client-config.{0,80}/)?.[0]]).toEqual([[], undefined]);
  });

  it('asks a model about public servers only, at once and in batches', { timeout: 240_000 }, async () => {
    const folder = temporaryFolder();
    const db = join(folder, 'c.sqlite');
    await crawl(db, join(folder, 'clients.json'));
    const store = openStore(db);
    onTestFinished(() => store.close());
    giveTools(store);
    const shared = { name: 'run_it', description: 'What a public server has too is public.' };
    const servers = Array.from(store.servers.all());
    const hidden = servers.find(({ visibility }) => visibility === 'private')!;
    listTools(store, hidden.id, [shared, { name: 'hidden_tool', description: 'Runs any command.' }], 'live', null);
    const { openAi, ask } = await askedStore([shared], {}, { store });
    const source = catalogueSource(store, []);
    const group = { tools: 8, bytes: 40_000 };
    const estimate = estimateAsk(store, source, { model: 'test-model', price: undefined, group, ask: 'all' });
    await ask();
    await ask({ model: 'another-model', batch: { wait: true } });
    const known = new Set(servers.flatMap(({ id }) => store.tools.names(id)));
    // Beside the tools of the catalogue, every request asks about one of its own, as a test.
    const asked = openAi.requests.flatMap(({ tools }) =>
      tools.map(({ tool }) => tool.name).filter((n) => known.has(n)),
    );
    const open = servers.filter(({ visibility }) => visibility === 'public').map(({ slug }) => `tool_of_${slug}`);
    expect(new Set(asked)).toEqual(new Set(['run_it', ...open]));
    expect(estimate.first.tools).toBe(new Set(asked).size);
    const sent = JSON.stringify(openAi.requests);
    expect([found(sent), /client-config|hidden_tool/.exec(sent)]).toEqual([[], null]);
    // A server that became private after its batch was planned.
    const { definitionHash } = store.tools.of(hidden.id)[1]!;
    expect([source.has(definitionHash), source.has(store.tools.of(hidden.id)[0]!.definitionHash)]).toEqual([
      false,
      true,
    ]);
  });

  it('finds the secrets where they are shown, so that the tests above can fail', () => {
    expect(found(jsonLines([CONFIG])).length).toBeGreaterThan(10);
  });
});
