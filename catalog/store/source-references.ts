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
  /** Makes the given references the only ones of a tool, in this order. */
  replace(toolId: number, references: readonly SourceReference[]): void;
  of(toolId: number): SourceReference[];
}

/** Source references: repository, commit, path, lines and role per tool. */
export function sourceReferences(db: Sqlite): SourceReferenceTable {
  const clear = db.prepare<[number]>(`DELETE FROM source_reference WHERE tool_id = ?`);
  const insert = db.prepare(
    `INSERT INTO source_reference VALUES (@toolId, @position, @repository, @commit, @path, @lineStart, @lineEnd, @role)`,
  );
  const select = db.prepare<[number], SourceReference>(
    `SELECT repository, "commit", path, line_start lineStart, line_end lineEnd, role FROM source_reference
     WHERE tool_id = ? ORDER BY position`,
  );
  const replace: SourceReferenceTable['replace'] = (toolId, references) => {
    clear.run(toolId);
    references.forEach((reference, position) => insert.run({ toolId, position, ...reference }));
  };
  return { replace: db.transaction(replace), of: (toolId) => select.all(toolId) };
}
