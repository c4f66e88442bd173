import type { Sqlite } from './database.ts';

/** A batch that is not collected yet. */
export interface ModelBatch {
  id: number;
  key: string;
  state: 'planned' | 'uploaded' | 'created';
  inputFileId: string | null;
  /** The provider's id; null until it is known. */
  providerId: string | null;
  status: string | null;
}

export interface ModelBatchTable {
  /** Records a batch before anything of it is sent. */
  plan(modelRunId: number, key: string, at: string): number;
  uploaded(id: number, inputFileId: string): void;
  created(id: number, providerId: string, status: string): void;
  /** The provider's latest word on it. */
  status(id: number, status: string): void;
  end(id: number, at: string): void;
  /** Batches of a run that are not collected, oldest first. */
  unfinished(modelRunId: number): ModelBatch[];
}

/** Batches at a provider, each step recorded before and after it is taken. */
export function modelBatches(db: Sqlite): ModelBatchTable {
  const insert = db.prepare(
    `INSERT INTO model_batch (model_run_id, key, state, made_at) VALUES (@modelRunId, @key, 'planned', @at)`,
  );
  const uploaded = db.prepare<[string, number]>(
    `UPDATE model_batch SET state = 'uploaded', input_file_id = ? WHERE id = ?`,
  );
  const created = db.prepare<[string, string, number]>(
    `UPDATE model_batch SET state = 'created', provider_id = ?, status = ? WHERE id = ?`,
  );
  const status = db.prepare<[string, number]>(`UPDATE model_batch SET status = ? WHERE id = ?`);
  const end = db.prepare<[string, number]>(`UPDATE model_batch SET state = 'ended', ended_at = ? WHERE id = ?`);
  const unfinished = db.prepare<[number], ModelBatch>(
    `SELECT id, key, state, input_file_id inputFileId, provider_id providerId, status FROM model_batch
     WHERE state <> 'ended' AND model_run_id = ? ORDER BY id`,
  );
  return {
    plan: (modelRunId, key, at) => Number(insert.run({ modelRunId, key, at }).lastInsertRowid),
    uploaded: (id, inputFileId) => void uploaded.run(inputFileId, id),
    created: (id, providerId, word) => void created.run(providerId, word, id),
    status: (id, word) => void status.run(word, id),
    end: (id, at) => void end.run(at, id),
    unfinished: (modelRunId) => unfinished.all(modelRunId),
  };
}
