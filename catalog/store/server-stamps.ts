import { createHash } from 'node:crypto';
import type { Sqlite } from './database.ts';

/** A server that is shown, and a text that differs whenever anything that a reader is shown of it does. */
export interface StampedServer {
  slug: string;
  stamp: string;
}

export interface ServerStamps {
  /**
   * Every server that is shown, in the order of its slug. What a server says about others that name the same things is part
   * of its stamp.
   */
  all(): StampedServer[];
}

/** The stamps that triggers keep (migrations/0008-server-stamps.ts), with what they cannot see from one row. */
export function serverStamps(db: Sqlite): ServerStamps {
  const own = db.prepare<[], { id: number; slug: string; stamp: string }>(
    `SELECT id, slug, hex(stamp) stamp FROM server JOIN server_stamp ON server_id = id
     WHERE status <> 'deleted' AND visibility = 'public' ORDER BY slug`,
  );
  const shared = db.prepare<[], { key: string; id: number; name: string }>(
    `SELECT DISTINCT claim.key, server.id, server.slug || ' ' || server.name name
     FROM entry_claim claim JOIN entry ON entry.id = claim.entry_id JOIN server ON server.id = entry.server_id
     WHERE entry.withdrawn = 0 AND server.status <> 'deleted' AND server.visibility = 'public' ORDER BY claim.key, server.slug`,
  );

  /** For each server the claimants of everything that it shares with others, as one hash. */
  const neighbours = (): Map<number, string> => {
    const hashes = new Map<number, ReturnType<typeof createHash>>();
    let group: { id: number; name: string }[] = [];
    let key = '';
    const finish = () => {
      if (group.length > 1) {
        const names = createHash('sha256')
          .update(`${key}\n${group.map(({ name }) => name).join('\n')}`)
          .digest();
        for (const { id } of group) hashes.set(id, (hashes.get(id) ?? createHash('sha256')).update(names));
      }
      group = [];
    };
    for (const row of shared.iterate()) {
      if (row.key !== key) {
        finish();
        key = row.key;
      }
      group.push(row);
    }
    finish();
    return new Map(Array.from(hashes, ([id, hash]) => [id, hash.digest('hex').slice(0, 16)]));
  };

  return {
    all() {
      const beside = neighbours();
      return own.all().map(({ id, slug, stamp }) => ({ slug, stamp: `${stamp} ${beside.get(id) ?? ''}`.trimEnd() }));
    },
  };
}
