import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { openStore } from './open.ts';
import { catalogueReader } from './reader.ts';

/**
 * Statements that walk a whole table because that is what they are for: once per stage or command. Any other one is asked
 * per server, entry or tool, where a walk would cost hours at 43,000 servers and 500,000 tools.
 */
const WALKS = [
  /^SELECT count\(\*\) n FROM sqlite_schema/,
  /^UPDATE run SET status = 'stopped'/,
  /FROM run ORDER BY id DESC LIMIT/,
  /FROM registry ORDER BY id/,
  /FROM refused_entry WHERE @registry IS NULL/,
  /FROM registry_about ORDER BY/,
  // registryFigures: once per build
  /WHERE .* GROUP BY registry, server_id/,
  /sum\(source LIKE 'live%'\) live/,
  /GROUP BY entry_detail\.registry/,
  /FROM refused_entry GROUP BY registry/,
  // plans.outdated, launchCandidates.all
  /FROM server LEFT JOIN plan/,
  /FROM plan JOIN server/,
  // What `status` says of coverage and of lists that are older than the newest attempt
  /JOIN launch newest/,
  /^DELETE FROM classification/,
  /FROM override WHERE NOT EXISTS/,
  // The language model: runs and batches are few, its ledger is summed once per command
  /FROM model_run ORDER BY used_at/,
  /FROM model_run WHERE model = /,
  /FROM model_batch/,
  /FROM model_request GROUP BY model/,
  /FROM model_answer LIMIT 1/,
  // Commands that are given a server's name
  /FROM server WHERE name = /,
  // The review queue: verdicts by a partial index, asked once per command
  /WHERE disputed = 1/,
  // What `status` counts of the inspection
  /FROM server_finding JOIN server/,
  /JOIN finding ON finding.input_hash/,
  // Findings that name a server that turns private, which few do
  /FROM server_finding WHERE instr/,
  // Identity looks at all entries together, once per listing that changed any
  /FROM identity_state/,
  /^UPDATE identity_state/,
  /FROM entry\s+WHERE claims_of IS NOT/,
  /FROM entry ORDER BY id$/,
  /FROM entry_claim ORDER BY/,
  /FROM server WHERE status <> 'deleted' AND visibility = 'public' AND description/,
  /FROM server WHERE status <> 'deleted' AND copies/,
  /FROM package_statement WHERE mcp_name <> ''/,
  // What may be published of configuration files: once per listing of them
  /^SELECT DISTINCT key FROM entry JOIN entry_claim/,
  // What a build compares, once
  /^SELECT id, slug, hex\(stamp\)/,
  /^SELECT DISTINCT claim\.key/,
  // In the plan since the table has triggers, and skipped unless a foreign key is broken (OP_FkIfZero in SQLite's fkey.c)
  /^INSERT INTO launch/,
  // What happened to the catalogue: once per build
  /GROUP BY tool\.server_id, tool\.first_seen_at/,
  /status = 'deleted' AND merged_into IS NULL/,
  /tool\.removed_at IS NOT NULL AND/,
  /newer\.version > 1/,
  // Figures and sets of servers: once per build
  /^SELECT tool\.server_id, category, level, facets, read_only/,
  /FROM finding CROSS JOIN classification/,
  /FROM server_finding CROSS JOIN tool/,
  /count\(DISTINCT server_id\) servers/,
  /GROUP BY day$/,
  /^SELECT DISTINCT registry, server\.slug/,
  // The reader's counts and lists
  /FROM server WHERE merged_into IS NOT NULL AND/,
  // What may be named nowhere: once per build
  /FROM server WHERE NOT/,
  /GROUP BY serverId, category, level/,
  /WHERE server\.status <> 'deleted'/,
  /FROM server ORDER BY slug$/,
];

describe('catalog/store/query-plans.test.ts', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('finds rows by an index in every statement that is asked per item', () => {
    const prepare = vi.spyOn(Database.prototype, 'prepare');
    const store = openStore(join(temporaryFolder(), 'catalogue.sqlite'));
    catalogueReader(store);
    store.servers.all().return?.();
    const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql.trim()))];
    prepare.mockRestore();
    expect(statements.length).toBeGreaterThan(60);

    const scansOf = (sql: string) => {
      const explain = store.db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
      const named = Object.fromEntries((sql.match(/@\w+/g) ?? []).map((name) => [name.slice(1), null]));
      const rows = explain.all(...(sql.includes('?') ? Array(sql.match(/\?/g)!.length).fill(null) : [named]));
      return rows
        .map((row) => row.detail)
        .filter((detail) => detail.startsWith('SCAN ') && !/CONSTANT ROW/.test(detail));
    };
    const walking = statements.filter((sql) => scansOf(sql).length > 0);
    expect(walking.filter((sql) => !WALKS.some((walk) => walk.test(sql)))).toEqual([]);
    // No exception outlives its reason.
    expect(WALKS.filter((walk) => !walking.some((sql) => walk.test(sql)))).toEqual([]);
    // Inside such a walk, each step goes by an index.
    expect(walking.filter((sql) => scansOf(sql).length > 1)).toEqual([]);
    store.close();
  });
});
