import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../catalog/store/open.ts';
import { catalogueReader } from '../../catalog/store/reader.ts';
import { startProgram } from '../child-process.ts';
import { runCommand } from '../e2e/run-command.ts';
import { officialRecord, startOfficialRegistry } from '../official-registry.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const records = (count: number) => Array.from({ length: count }, (_, i) => officialRecord(`a/${1000 + i}`));

/** A registry over HTTP that breaks down to a stump, crawled by commands and by a process that is killed. */
async function world() {
  const folder = temporaryFolder();
  const db = join(folder, 'c.sqlite');
  const registry = await startOfficialRegistry({ records: records(60), pageSize: 10 });
  onTestFinished(() => registry.close());
  const command = (...args: string[]) => runCommand([...args, '--db', db]);
  const crawl = (...options: string[]) => {
    const place = ['--registry', 'official', '--base-url', registry.url, '--full'];
    return command('crawl', ...place, '--limit', '0', '--isolation', 'none', '--quiet', ...options);
  };
  const shown = () => {
    const store = openStore(db, { readonly: true });
    const { length } = catalogueReader(store).slugs();
    store.close();
    return length;
  };
  /** Begins a full pass in another process, which is killed while it waits for a page. */
  const killedAtPage = async (page: number) => {
    const before = registry.requests.length;
    const reached = new Promise<void>((resolve) => {
      registry.settings.fault = (number) => {
        if (number - before < page) return undefined;
        resolve();
        return 'silence';
      };
    });
    const program = startProgram('discover.ts', db, registry.url, 'full');
    await reached;
    await program.kill();
    registry.settings.fault = undefined;
  };
  return { registry, command, crawl, shown, killedAtPage, folder };
}

describe('test/integration/shrunk-listing.test.ts', () => {
  it('keeps what a stump came without, over runs that are killed in between, and says so', async () => {
    const { registry, command, crawl, shown, killedAtPage, folder } = await world();
    expect(await crawl()).toMatchObject({ code: 0 });
    expect(shown()).toBe(60);

    registry.settings.records = records(1);
    const first = await crawl('--report', join(folder, 'report.txt'));
    expect(first).toMatchObject({ code: 0 });
    expect(shown()).toBe(60);
    const status = (await command('status')).stdout;
    expect(status).toMatch(/came without 59 of 60 records; they are kept until the next full one agrees/);
    expect((await command('report')).stdout).toMatch(/59 missing from the listing and kept until another one agrees/);

    // Passes that are killed confirm nothing, and lose no doubt; what they met is not missing.
    registry.settings.records = records(60);
    await killedAtPage(3);
    expect((await command('status')).stdout).toContain('came without 59 of 60 records');
    registry.settings.records = records(1);
    expect(await crawl()).toMatchObject({ code: 0 });
    // Twenty were met by the killed pass, and one is still there: forty have been missing twice.
    expect(shown()).toBe(20);
    expect((await command('status')).stdout).toContain('came without 19 of 20 records');

    registry.settings.records = records(20);
    expect(await crawl()).toMatchObject({ code: 0 });
    expect(shown()).toBe(20);
    expect((await command('status')).stdout).not.toContain('came without');
  });

  it('withdraws on the word of the operator', async () => {
    const { registry, command, crawl, shown } = await world();
    await crawl();
    registry.settings.records = records(1);
    await crawl();
    expect(shown()).toBe(60);
    const accept = ['crawl', '--limit', '0', '--isolation', 'none', '--quiet', '--accept-withdrawals'];
    expect(await command(...accept, 'official')).toMatchObject({ code: 0 });
    expect(shown()).toBe(1);
    expect(await command(...accept, 'official')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/names official, of which nothing is in doubt/) as string,
    });
    // Together with the listing it holds for what that comes without.
    registry.settings.records = records(60);
    await crawl();
    registry.settings.records = records(2);
    expect(await crawl('--accept-withdrawals', 'official')).toMatchObject({ code: 0 });
    expect(shown()).toBe(2);
  });

  it('takes a registry that has lost everything for one in trouble, also when that is accepted', async () => {
    const { registry, crawl, shown } = await world();
    await crawl();
    registry.settings.records = [];
    expect(await crawl('--accept-withdrawals', 'official')).toMatchObject({ code: 3 });
    expect(shown()).toBe(60);
  });

  it('holds for files as well', async () => {
    const { command, shown, folder } = await world();
    const file = join(folder, 'servers.json');
    const list = (count: number) => writeFileSync(file, JSON.stringify(records(count)));
    const crawl = () => command('crawl', '--from', file, '--limit', '0', '--isolation', 'none', '--quiet');
    list(30);
    await crawl();
    list(1);
    await crawl();
    expect(shown()).toBe(30);
    await crawl();
    expect(shown()).toBe(1);
  });
});
