/** Private servers and `toolgate crawl --queue`: what Redis is told, command by command. */
import { writeFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';
import { startRedis } from '../redis-server.ts';
import { launchRows } from './catalogue-content.ts';
import { crawlMachine } from './crawl-machine.ts';

const OPEN = 'open-notes';
const HIDDEN = ['zq1hidden', '@zq2scope/zq3hidden'];

test(
  'servers of a configuration are launched on the crawling machine, and nothing of them is written to Redis',
  { timeout: 180_000 },
  async () => {
    const machine = await crawlMachine(
      [OPEN, ...HIDDEN].map((name) =>
        testServerPackage(name, { kind: 'honest', tools: [{ name: `tool_of_${name.replace(/\W/g, '_')}` }] }),
      ),
    );
    onTestFinished(() => machine.close());
    const redis = await startRedis();
    onTestFinished(() => redis.close());
    const told: string[] = [];
    const monitor = await redis.client().monitor();
    onTestFinished(() => monitor.disconnect());
    monitor.on('monitor', (_, args: string[]) => void told.push(args.join(' ')));

    const config = machine.at('clients.json');
    const servers = HIDDEN.map((name, i) => [`zq4label${i}`, { command: 'npx', args: ['-y', name] }]);
    writeFileSync(config, JSON.stringify({ mcpServers: Object.fromEntries(servers) }));
    const list = machine.list([{ name: `io.example/${OPEN}`, identifier: OPEN }]);
    const db = machine.at('c.sqlite');
    const worker = machine.start('worker', '--queue', redis.url(), '--concurrency', '1', '--json');
    const crawled = await machine.run(
      'crawl',
      '--from',
      list,
      '--client-config',
      config,
      '--db',
      db,
      '--queue',
      redis.url(),
    );
    worker.signal('SIGINT');
    const worked = await worker.ended;
    expect(crawled).toMatchObject({ code: 0 });
    expect(launchRows(db).map(({ code }) => code)).toEqual(['listed', 'listed', 'listed']);
    // The worker had the public one alone, which shows that everything that Redis was told is seen here.
    expect(JSON.parse(worked.stdout.trim().split('\n').at(-1)!)).toMatchObject({ launched: 1, listed: 1 });
    const all = [...told, worked.stdout, worked.stderr].join('\n');
    expect(all).toContain(OPEN);
    expect(/zq\d\w+|client-config/i.exec(all)).toBeNull();
  },
);
