import type { Override } from '../model/override.ts';
import type { Sqlite } from './database.ts';

/** An override with the file that it was read from. */
export interface StoredOverride extends Override {
  file: string;
}

export interface OverrideTable {
  /** Makes the given overrides the only ones. */
  replaceAll(overrides: readonly StoredOverride[]): void;
  find(server: string, tool: string): StoredOverride | undefined;
  /** Overrides that no current tool with that definition answers to. */
  stale(): StoredOverride[];
}

type Row = Omit<StoredOverride, 'facets' | 'evidence'> & { facets: string; evidence: string };

const fromRow = (row: Row): StoredOverride => ({
  ...row,
  facets: JSON.parse(row.facets) as Override['facets'],
  evidence: JSON.parse(row.evidence) as Override['evidence'],
});

const COLUMNS = `server, tool, definition_hash definitionHash, category, facets, rationale, evidence, reviewer, reason, file`;

/** Overrides: verdicts reviewed by a person, loaded from `data/overrides/` on every classify run. */
export function overrides(db: Sqlite): OverrideTable {
  const find = db.prepare<[string, string], Row>(`SELECT ${COLUMNS} FROM override WHERE server = ? AND tool = ?`);
  const clear = db.prepare(`DELETE FROM override`);
  const insert = db.prepare(
    `INSERT INTO override (server, tool, definition_hash, category, facets, rationale, evidence, reviewer, reason, file)
     VALUES (@server, @tool, @definitionHash, @category, @facets, @rationale, @evidence, @reviewer, @reason, @file)`,
  );
  const stale = db.prepare<[], Row>(
    `SELECT ${COLUMNS} FROM override WHERE NOT EXISTS (
       SELECT 1 FROM server JOIN tool ON tool.server_id = server.id
       WHERE server.name = override.server AND tool.name = override.tool AND tool.removed_at IS NULL
         AND tool.definition_hash = override.definition_hash)
     ORDER BY server, tool`,
  );
  const replaceAll: OverrideTable['replaceAll'] = (list) => {
    clear.run();
    for (const item of list) {
      insert.run({ ...item, facets: JSON.stringify(item.facets), evidence: JSON.stringify(item.evidence) });
    }
  };
  return {
    replaceAll: db.transaction(replaceAll),
    find(server, tool) {
      const row = find.get(server, tool);
      return row && fromRow(row);
    },
    stale: () => stale.all().map(fromRow),
  };
}
