import type { Sqlite } from './database.ts';

/** Where the code behind a tool stands, pinned to a commit. */
export interface SourceReference {
  repository: string;
  commit: string;
  path: string;
  lineStart: number;
  lineEnd: number;
  role: 'handler' | 'registration' | 'callee';
}

export interface SourceReferenceTable {
  replace(toolId: number, references: readonly SourceReference[]): void;
  of(toolId: number): SourceReference[];
}

/** Source references: repository, commit, path, lines and role per tool. */
export function sourceReferences(db: Sqlite): SourceReferenceTable {
  return {
    replace(toolId, references) {
      db.prepare(`DELETE FROM source_reference WHERE tool_id = ?`).run(toolId);
      const insert = db.prepare(
        `INSERT INTO source_reference VALUES (@toolId, @position, @repository, @commit, @path, @lineStart, @lineEnd, @role)`,
      );
      references.forEach((reference, position) => insert.run({ toolId, position, ...reference }));
    },
    of: (toolId) =>
      db
        .prepare<[number], SourceReference>(
          `SELECT repository, "commit", path, line_start lineStart, line_end lineEnd, role FROM source_reference
           WHERE tool_id = ? ORDER BY position`,
        )
        .all(toolId),
  };
}
