import type { Sqlite } from './database.ts';

export interface ModelRunTable {
  /**
   * Goes on with the unfinished run of a model at an endpoint, or begins one.
   *
   * @returns its id, and whether it was begun by an earlier process
   */
  begin(model: string, endpoint: string, at: string): { id: number; continued: boolean };
  /** Closes a run: the next one of that model starts with a budget of its own. */
  end(id: number, at: string): void;
  /** The model that was asked last; `undefined` while none was. */
  latestModel(): string | undefined;
}

/** Runs of questions to a language model. A run spans processes: what one of them spent counts for the next. */
export function modelRuns(db: Sqlite): ModelRunTable {
  const latest = db.prepare<[], { model: string }>(
    `SELECT model FROM model_run ORDER BY used_at DESC, id DESC LIMIT 1`,
  );
  const unfinished = db.prepare<[string, string], { id: number }>(
    `SELECT id FROM model_run WHERE model = ? AND endpoint = ? AND ended_at IS NULL ORDER BY id DESC LIMIT 1`,
  );
  const insert = db.prepare(
    `INSERT INTO model_run (model, endpoint, began_at, used_at) VALUES (@model, @endpoint, @at, @at)`,
  );
  const use = db.prepare<[string, number]>(`UPDATE model_run SET used_at = ? WHERE id = ?`);
  const end = db.prepare<[string, number]>(`UPDATE model_run SET ended_at = ? WHERE id = ?`);
  const begin: ModelRunTable['begin'] = (model, endpoint, at) => {
    const known = unfinished.get(model, endpoint);
    if (known === undefined) {
      return { id: Number(insert.run({ model, endpoint, at }).lastInsertRowid), continued: false };
    }
    use.run(at, known.id);
    return { id: known.id, continued: true };
  };
  return {
    begin: db.transaction(begin),
    end: (id, at) => void end.run(at, id),
    latestModel: () => latest.get()?.model,
  };
}
