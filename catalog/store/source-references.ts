import type { SourceSnippet } from '../model/source-snippet.ts';
import type { Sqlite } from './database.ts';

/** Where the code behind a tool stands, pinned to a commit. */
export interface SourceReference {
  repository: string;
  commit: string;
  path: string;
  lineStart: number;
  lineEnd: number;
  role: 'handler' | 'registration' | 'callee';
  /** The lines themselves; absent where only the place is known. */
  snippet?: string;
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
    `INSERT INTO source_reference (tool_id, position, repository, "commit", path, line_start, line_end, role, snippet)
     VALUES (@toolId, @position, @repository, @commit, @path, @lineStart, @lineEnd, @role, @snippet)`,
  );
  const select = db.prepare<[number], Omit<SourceReference, 'snippet'> & { snippet: string | null }>(
    `SELECT repository, "commit", path, line_start lineStart, line_end lineEnd, role, snippet FROM source_reference
     WHERE tool_id = ? ORDER BY position`,
  );
  const replace: SourceReferenceTable['replace'] = (toolId, references) => {
    clear.run(toolId);
    references.forEach((reference, position) => insert.run({ toolId, position, snippet: null, ...reference }));
  };
  return {
    replace: db.transaction(replace),
    of: (toolId) =>
      select.all(toolId).map(({ snippet, ...reference }) => (snippet === null ? reference : { ...reference, snippet })),
  };
}

/** The code of references that have it, as the classifier reads it; evidence counts these from 0. */
export function snippetsOf(references: readonly SourceReference[]): SourceSnippet[] {
  return references.flatMap(({ path, lineStart, snippet }) =>
    snippet === undefined ? [] : [{ path, line: lineStart, text: snippet }],
  );
}
