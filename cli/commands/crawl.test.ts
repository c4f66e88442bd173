/** `toolgate crawl` over registries; what it does with servers, real ones in the sandbox, is in test/e2e. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { officialRecord, startOfficialRegistry, type OfficialRegistryOptions } from '../../test/official-registry.ts';
import { launchRows, runStatuses } from '../../test/e2e/catalogue-content.ts';
import { runCommand, type CommandSetting } from '../../test/e2e/run-command.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';

interface CrawlDocument {
  status: string;
  stages: Record<string, Record<string, number>>;
  unreachable: { registry: string; message: string }[];
  totals: { servers: number };
}

async function registry(options: OfficialRegistryOptions) {
  const started = await startOfficialRegistry(options);
  onTestFinished(() => started.close());
  return started;
}

/** Lists registries, launches nothing. */
async function crawl(argv: string[], setting?: CommandSetting) {
  const { code, stdout, stderr } = await runCommand(['crawl', '--limit', '0', '--json', ...argv], setting);
  return { code, stderr, ...(JSON.parse(stdout || '{}') as CrawlDocument) };
}

test('the official registry: everything at first, what changed afterwards, everything again when asked', async () => {
  const dates = { a: '2025-08-01T00:00:00Z', b: '2025-09-01T00:00:00Z', c: '2025-10-01T00:00:00Z' };
  const records = Object.entries(dates).map(([name, updatedAt]) =>
    officialRecord(`io.example/${name}`, { meta: { updatedAt } }),
  );
  const official = await registry({ records, pageSize: 2 });
  const argv = ['--registry', 'official', '--base-url', official.url, '--db', join(temporaryFolder(), 'c.sqlite')];

  const first = await crawl(argv);
  expect(first).toMatchObject({ code: 0, status: 'done', totals: { servers: 3 } });
  expect(first.stages).toMatchObject({
    'discover official': { entries: 3, changed: 3 },
    plan: { planned: 3, launchable: 3 },
    launch: { launched: 0 },
  });
  expect(official.requests).toHaveLength(2);
  expect(official.requests.join()).not.toContain('updated_since');

  official.settings.records = [
    ...records.slice(1),
    officialRecord('io.example/a', {
      server: { description: 'Says something else.' },
      meta: { updatedAt: new Date().toISOString() },
    }),
  ];
  official.requests.length = 0;
  const second = await crawl(argv);
  expect(official.requests).toHaveLength(1);
  expect(official.requests[0]).toContain('updated_since');
  // The newest known one comes again, because clocks differ.
  expect(second.stages).toMatchObject({ 'discover official': { entries: 2, changed: 1 }, plan: { planned: 1 } });

  official.requests.length = 0;
  const full = await crawl([...argv, '--full']);
  expect(full.stages).toMatchObject({ 'discover official': { entries: 3, changed: 0 }, plan: { planned: 0 } });
  expect(official.requests.join()).not.toContain('updated_since');
});

test('a registry in trouble: exit code 3, and everything else is done', async () => {
  // It asks for a pause that nobody waits for, or the tries would take their time.
  const official = await registry({ fault: () => ({ status: 503, headers: { 'retry-after': '3600' } }) });
  const folder = temporaryFolder();
  const file = join(folder, 'servers.json');
  writeFileSync(file, JSON.stringify({ servers: [officialRecord('io.example/a').server] }));
  const db = join(folder, 'c.sqlite');
  const argv = ['--from', file, '--registry', 'official', '--base-url', official.url, '--db', db];

  const { code, status, unreachable, stages, totals, stderr } = await crawl(argv);
  expect({ code, status, totals }).toMatchObject({ code: 3, status: 'partial', totals: { servers: 1 } });
  expect(unreachable).toEqual([{ registry: 'official', message: expect.stringMatching(/answered 503/) as string }]);
  expect(stages['plan']).toMatchObject({ planned: 1 });
  expect(runStatuses(db)).toEqual(['partial']);
  expect(stderr).toMatch(/^registry official: .* answered 503; going on without it$/m);
  // Nothing was launched, and nothing was imported.
  expect((await runCommand(['status', '--db', db])).stdout).toMatch(/^1 server: 1 not launched yet$/m);
  const report = await runCommand(['report', '--db', db]);
  expect(report.stdout).toMatch(/^registry official: not listed: .* answered 503/m);
  expect(report.stdout).toMatch(/^registry file:servers-\w+: 1 record, 1 new or changed$/m);
  expect(report.stdout).toContain('nothing was launched; 1 launch still due\n');
});

test('a registry that refuses does not keep the others from being crawled either, and is quoted', async () => {
  const official = await registry({ fault: () => ({ status: 401 }) });
  const argv = ['--registry', 'official', '--base-url', official.url, '--db', join(temporaryFolder(), 'c.sqlite')];
  const { code, unreachable } = await crawl(argv);
  expect(code).toBe(3);
  expect(unreachable[0]?.message).toContain('does not let us read without an account');
});

test('stopped while it waits for a registry: exit code 1, recorded as stopped', async () => {
  const stop = new AbortController();
  const official = await registry({
    records: ['a', 'b'].map((name) => officialRecord(`io.example/${name}`)),
    pageSize: 1,
    fault(number) {
      if (number === 1) return undefined;
      stop.abort(new Error('stopped by SIGINT'));
      return 'silence';
    },
  });
  const db = join(temporaryFolder(), 'c.sqlite');
  const { code, status } = await crawl(['--registry', 'official', '--base-url', official.url, '--db', db], {
    signal: stop.signal,
  });
  expect({ code, status }).toEqual({ code: 1, status: 'stopped' });
  official.settings.fault = undefined;
  const again = await crawl(['--registry', 'official', '--base-url', official.url, '--db', db]);
  expect(again).toMatchObject({ code: 0, totals: { servers: 2 }, stages: { 'discover official': { entries: 1 } } });
  expect(runStatuses(db)).toEqual(['stopped', 'done']);
});

test('stopped while the sandbox is prepared: nothing is launched; recorded as stopped, not as failed', async () => {
  const folder = temporaryFolder();
  const [file, db] = [join(folder, 'servers.json'), join(folder, 'c.sqlite')];
  writeFileSync(file, JSON.stringify({ servers: [officialRecord('io.example/a').server] }));
  const stop = new AbortController();
  const { code, stderr } = await runCommand(['crawl', '--from', file, '--db', db, '--isolation', 'none'], {
    // The warning is the first thing that is said once a launcher is asked for.
    onErrors: (text) => text.includes('warning:') && stop.abort(new Error('stopped by SIGINT')),
    env: { ...process.env, TOOLGATE_CACHE_DIR: join(folder, 'cache') },
    signal: stop.signal,
  });
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/^error: stopped$/m) as string });
  expect(launchRows(db)).toEqual([]);
  expect(runStatuses(db)).toEqual(['stopped']);
});

test('a broken file: exit code 2, recorded as failed', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'servers.json');
  writeFileSync(file, '{"servers": [');
  const db = join(folder, 'c.sqlite');
  expect(await runCommand(['crawl', '--from', file, '--db', db])).toMatchObject({ code: 2 });
  expect(runStatuses(db)).toEqual(['failed']);
});

test('several registries at once, each at an address of its own, and a client’s configuration file', async () => {
  const record = (name: string) => ({ records: [officialRecord(name)] });
  const [one, two] = [await registry(record('com.example/one')), await registry(record('com.example/two'))];
  const config = join(temporaryFolder(), 'mcp.json');
  writeFileSync(
    config,
    JSON.stringify({ mcpServers: { mine: { command: 'npx', args: ['notes'], env: { KEY: 'x' } } } }),
  );
  const db = join(temporaryFolder(), 'c.sqlite');
  const { code, stages } = await crawl(
    ['--registry', 'official', 'github-mcp', '--base-url', `official=${one.url}`, `github-mcp=${two.url}`].concat([
      '--client-config',
      config,
      '--db',
      db,
    ]),
  );
  expect(code).toBe(0);
  expect(Object.keys(stages)).toEqual(
    expect.arrayContaining(['discover official', 'discover github-mcp', 'discover client-config']),
  );
  for (const id of ['official', 'github-mcp', 'client-config']) {
    expect(stages[`discover ${id}`]).toMatchObject({ entries: 1, changed: 1, refused: 0 });
  }
});
