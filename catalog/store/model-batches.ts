import type { Sqlite } from './database.ts';

/** A batch that is not collected yet. */
export interface ModelBatch {
  id: number;
  key: string;
  state: 'planned' | 'uploaded' | 'created';
  modelRunId: number;
  inputFileId: string | null;
  /** The provider's id; null until it is known. */
  providerId: string | null;
  status: string | null;
  /** When its order was last sent that may have been taken, though no answer came; null when there is no such order. */
  sentAt: string | null;
}

/** A batch with the server that it belongs to. */
export type PlacedBatch = ModelBatch & { endpoint: string };

export interface ModelBatchTable {
  /** Records a batch before anything of it is sent. */
  plan(modelRunId: number, key: string, at: string): number;
  uploaded(id: number, inputFileId: string): void;
  /** Its order is about to be sent. */
  sending(id: number, at: string): void;
  /** The order was certainly not taken. */
  notOrdered(id: number): void;
  created(id: number, providerId: string, status: string): void;
  /** The provider's latest word on it. */
  status(id: number, status: string): void;
  end(id: number, at: string): void;
  /** Batches of a run that are not collected, oldest first. */
  unfinished(modelRunId: number): ModelBatch[];
  /** Those of a model in any run, oldest first. */
  unfinishedOf(model: string): PlacedBatch[];
}

/**
 * Status of an uploaded batch of which no order is under way. An uploaded batch without this word has the time there at which its
 * order was sent: the provider has said nothing of it yet.
 */
const NOT_ORDERED = 'not ordered';

const COLUMNS = `b.id, b.key, b.state, b.model_run_id modelRunId, b.input_file_id inputFileId, b.provider_id providerId, b.status,
  CASE WHEN b.state <> 'uploaded' OR b.status = '${NOT_ORDERED}' THEN NULL ELSE coalesce(b.status, b.made_at) END sentAt`;

/** Batches at a provider, each step recorded before and after it is taken. */
export function modelBatches(db: Sqlite): ModelBatchTable {
  const insert = db.prepare(
    `INSERT INTO model_batch (model_run_id, key, state, made_at) VALUES (@modelRunId, @key, 'planned', @at)`,
  );
  const uploaded = db.prepare<[string, number]>(
    `UPDATE model_batch SET state = 'uploaded', input_file_id = ?, status = '${NOT_ORDERED}' WHERE id = ?`,
  );
  const created = db.prepare<[string, string, number]>(
    `UPDATE model_batch SET state = 'created', provider_id = ?, status = ? WHERE id = ?`,
  );
  const status = db.prepare<[string, number]>(`UPDATE model_batch SET status = ? WHERE id = ?`);
  const end = db.prepare<[string, number]>(`UPDATE model_batch SET state = 'ended', ended_at = ? WHERE id = ?`);
  const unfinished = db.prepare<[number], ModelBatch>(
    `SELECT ${COLUMNS} FROM model_batch b WHERE b.state <> 'ended' AND b.model_run_id = ? ORDER BY b.id`,
  );
  const unfinishedOf = db.prepare<[string], PlacedBatch>(
    `SELECT ${COLUMNS}, r.endpoint FROM model_batch b JOIN model_run r ON r.id = b.model_run_id
     WHERE b.state <> 'ended' AND r.model = ? ORDER BY b.id`,
  );
  return {
    plan: (modelRunId, key, at) => Number(insert.run({ modelRunId, key, at }).lastInsertRowid),
    uploaded: (id, inputFileId) => void uploaded.run(inputFileId, id),
    sending: (id, at) => void status.run(at, id),
    notOrdered: (id) => void status.run(NOT_ORDERED, id),
    created: (id, providerId, word) => void created.run(providerId, word, id),
    status: (id, word) => void status.run(word, id),
    end: (id, at) => void end.run(at, id),
    unfinished: (modelRunId) => unfinished.all(modelRunId),
    unfinishedOf: (model) => unfinishedOf.all(model),
  };
}
