/** The listing of a registry by the real program: killed in the middle, resumed, and asked for changes. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { officialRecord, startOfficialRegistry, type OfficialRecord } from '../official-registry.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { temporaryStore } from '../temporary-store.ts';
import { startToolgate } from './toolgate-process.ts';

/** Real records, where the folder with public data lies beside the repository; nobody needs it. */
const DUMP = resolve(import.meta.dirname, '../../../shared/data/official-servers.jsonl.gz');
const OFFICIAL = 'io.modelcontextprotocol.registry/official';

const own = Array.from({ length: 730 }, (_, i) => officialRecord(`com.example/server-${1000 + i}`));
const sets: [string, () => OfficialRecord[]][] = [['records of our own', () => own]];
if (existsSync(DUMP)) sets.push(['a dump of the official registry', readDump]);

function readDump(): OfficialRecord[] {
  const lines = gunzipSync(readFileSync(DUMP)).toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as OfficialRecord);
}

interface Outcome {
  stages: Record<string, Record<string, number>>;
  servers: { total: number };
}

describe('test/e2e/listing.test.ts', () => {
  it.each(sets)(
    'goes on after SIGKILL, and later asks only for what changed: %s',
    async (_name, read) => {
      const records = read();
      const latest = records.filter((record) => record._meta[OFFICIAL]['isLatest'] !== false);
      const registry = await startOfficialRegistry({ records });
      onTestFinished(() => registry.close());
      const folder = temporaryFolder();
      const db = join(folder, 'catalogue.sqlite');
      const env = { PATH: process.env['PATH'], HOME: folder, TOOLGATE_CACHE_DIR: join(folder, 'cache') };
      const start = () => {
        const words = ['crawl', '--registry', 'official', '--base-url', registry.url, '--limit', '0', '--json'];
        return startToolgate([...words, '--db', db], env);
      };
      const crawl = async () => {
        const { code, stdout, stderr } = await start().ended;
        expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
        return JSON.parse(stdout) as Outcome;
      };
      const pages = Math.ceil(latest.length / 100);

      // Killed while it waits for the fifth page.
      const reached = new Promise<void>((fulfil) => {
        registry.settings.fault = (number) => {
          if (number < 5) return undefined;
          fulfil();
          return 'silence';
        };
      });
      const victim = start();
      onTestFinished(() => victim.signal('SIGKILL'));
      await reached;
      victim.signal('SIGKILL');
      await victim.ended;
      registry.settings.fault = undefined;

      // The first four pages were stored; the rest comes now, from the page that was not.
      const rest = await crawl();
      expect(rest.stages['discover official']).toMatchObject({ entries: latest.length - 400, refused: 0 });
      expect(registry.requests).toHaveLength(5 + pages - 4);
      expect(registry.requests[5]).toBe(registry.requests[4]);
      const listed = () => {
        const store = temporaryStore(db);
        const rows = store.db.prepare(`SELECT native_id id, record FROM entry WHERE withdrawn = 0 ORDER BY id`).all();
        store.close();
        return rows as { id: string; record: string }[];
      };
      expect(listed().map(({ id }) => id)).toEqual(latest.map(({ server }) => server['name'] as string).sort());

      // Nothing has changed: one request, for what is not older than the newest record and ten minutes.
      const before = registry.requests.length;
      const newest = latest.map(({ _meta }) => new Date(_meta[OFFICIAL]['updatedAt'] as string).getTime());
      const since = new Date(Math.max(...newest) - 600_000).toISOString();
      const again = latest.filter((_record, i) => newest[i]! > Date.parse(since));
      await crawl();
      const asked = registry.requests.slice(before);
      expect(asked).toHaveLength(Math.max(1, Math.ceil(again.length / 100)));
      expect(new URLSearchParams(asked[0]!.split('?')[1]).get('updated_since')).toBe(since);

      // Three records change, one is taken down and one is new: these five come, and nothing else is touched.
      const at = new Date(Math.max(...newest) + 3_600_000).toISOString();
      const changed = new Set(latest.slice(10, 14).map(({ server }) => server['name']));
      registry.settings.records = [
        ...records.map((record) => {
          const official = record._meta[OFFICIAL];
          if (!changed.has(record.server['name']) || official['isLatest'] === false) return record;
          const gone = record.server['name'] === latest[13]!.server['name'];
          return {
            server: { ...record.server, description: 'Says something else now.' },
            _meta: { [OFFICIAL]: { ...official, updatedAt: at, ...(gone ? { status: 'deleted' } : {}) } },
          };
        }),
        officialRecord('com.example/brand-new', { meta: { updatedAt: at } }),
      ];
      const known = new Map(listed().map(({ id, record }) => [id, record]));
      const count = registry.requests.length;
      const news = await crawl();
      expect(news.stages['discover official']).toMatchObject({ changed: 5, refused: 0, withdrawn: 0 });
      expect(registry.requests.length - count).toBe(Math.max(1, Math.ceil((again.length + 5) / 100)));
      const different = listed().filter(({ id, record }) => known.get(id) !== record);
      expect(different.map(({ id }) => id).sort()).toEqual([...changed, 'com.example/brand-new'].map(String).sort());
    },
    180_000,
  );
});
