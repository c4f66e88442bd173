import { expect, test } from 'vitest';
import { temporaryStore } from '../../test/temporary-store.ts';
import { squattingIn } from './squatting.ts';

test(
  'two accounts of many servers each, almost of one name: one finding for each server, in linear time',
  { timeout: 20_000 },
  () => {
    const store = temporaryStore();
    const MANY = 2000;
    const at = (i: number) => new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString();
    store.transaction(() => {
      for (const [account, from] of [
        ['acmecorp', 0],
        ['acmecorq', MANY],
      ] as const) {
        for (let i = 0; i < MANY; i++) {
          const name = `io.github.${account}/s${i}`;
          store.servers.put({ identity: name, server: { name, description: 'd' }, status: 'active' }, at(from + i));
        }
      }
    });
    const found = squattingIn(store);
    const servers = [...store.servers.all()];
    expect(servers.filter(({ name, id }) => name.includes('acmecorp/') && found(id).length > 0)).toEqual([]);
    const later = servers.filter(({ name }) => name.includes('acmecorq/'));
    // Each pair of servers would be thousands of millions of comparisons.
    expect(new Set(later.map(({ id }) => found(id).length))).toEqual(new Set([1]));
    expect(found(later[0]!.id)[0]).toMatchObject({ evidence: { length: 6 } });
  },
);
