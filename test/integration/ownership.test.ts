import type { ServerPlan } from '../../catalog/model/launch.ts';
import { expect, test, onTestFinished } from 'vitest';
import { catalogueReader } from '../../catalog/store/reader.ts';
import { identifyEntries } from '../../crawler/stages/identify.ts';
import { launchDue } from '../../crawler/stages/launch.ts';
import { planServers } from '../../crawler/stages/plan.ts';
import { identityWorld, shownServers } from '../identity-world.ts';
import { registryEntry as entry } from '../listed-registry.ts';
import { launchTestServers } from '../mcp-servers/launch-test-servers.ts';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';
import { temporaryStore } from '../temporary-store.ts';

const npm = (identifier: string) => [
  { registryType: 'npm', identifier, version: '1.0.0', transport: { type: 'stdio' } },
];

test('what fetched packages say of their servers decides whose they are, and labels who is not', async () => {
  const tools = [{ name: 'greet' }];
  const servers = await launchTestServers([
    testServerPackage('owned', { kind: 'honest', tools }, { mcpName: 'io.github.acme/owned' }),
    testServerPackage('silent', { kind: 'honest', tools }),
  ]);
  onTestFinished(() => servers.close());
  const store = temporaryStore();
  const { list } = identityWorld(store);
  await list({
    official: [
      entry('com.thief/owned', { packages: npm('owned') }),
      entry('io.github.ACME/owned', { packages: npm('owned') }),
      entry('com.example/silent', { packages: npm('silent') }),
    ],
    one: [entry('one/owned', { packages: npm('owned') })],
  });
  expect(Object.keys(shownServers(store))).toHaveLength(4);

  const context = {
    runId: store.runs.begin('crawl', '2026-01-01'),
    report: () => {},
    signal: new AbortController().signal,
  };
  planServers(store, context);
  const launcher = {
    isolation: 'bubblewrap',
    launch: ([way]: ServerPlan) => servers.launch(way!.identifier),
    close: async () => {},
  };
  // oxlint-disable-next-line typescript/require-await -- the stage may have to wait for a launcher, this one is there
  const counts = await launchDue(store, async () => launcher, context, { concurrency: 1 });
  // Launched all the same: a mismatch is shown and forbids nothing.
  expect(counts).toMatchObject({ launched: 4, listed: 4 });
  identifyEntries(store);

  const reader = catalogueReader(store);
  const statuses = Object.fromEntries(
    reader.slugs().map((slug) => [
      slug,
      reader
        .view(slug)!
        .identity.ownership.map(({ status }) => status)
        .join(),
    ]),
  );
  expect(statuses).toEqual({
    'com-example-silent': 'unknown',
    'com-thief-owned': 'mismatch',
    'io-github-acme-owned': 'verified',
  });
  expect(shownServers(store)['io-github-acme-owned']).toEqual(['official:io.github.ACME/owned', 'one:one/owned']);
  expect(reader.view('com-example-silent')!.identity.ownership).toMatchObject([{ statedNames: [], version: '1.0.0' }]);
}, 120_000);
