import type { ToolDefinition } from '../model/tool-definition.ts';
import type { Sqlite } from './database.ts';
import type { Hint } from './judged-figures.ts';

/**
 * Stores a definition unless it is known, with what figures about all tools need of it.
 *
 * @returns a function of its hash, itself, its canonical JSON and the present time
 */
export function definitionWriter(db: Sqlite) {
  const put = db.prepare(
    `INSERT INTO definition (hash, name, canonical, first_seen_at) VALUES (?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING`,
  );
  const putFigure = db.prepare(
    `INSERT INTO definition_figure (hash, read_only, destructive, bytes) VALUES (?, ?, ?, ?)`,
  );
  return (hash: string, { name, annotations }: ToolDefinition, canonical: string, at: string): void => {
    if (put.run(hash, name, canonical, at).changes === 0) return;
    putFigure.run(
      hash,
      hintOf(annotations?.['readOnlyHint']),
      hintOf(annotations?.['destructiveHint']),
      Buffer.byteLength(canonical),
    );
  };
}

/** A hint as one of three words; a value that is no truth value says nothing. */
const hintOf = (value: unknown): Hint => (value === true ? 'yes' : value === false ? 'no' : 'not declared');
