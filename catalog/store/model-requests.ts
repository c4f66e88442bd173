import type { ModelView } from '../model/model-answer.ts';
import type { Sqlite } from './database.ts';

/** A request that is about to be sent. Amounts are billionths of a US dollar; `null` where no price is known. */
export interface NewModelRequest {
  id: string;
  modelRunId: number;
  batchId: number | null;
  model: string;
  promptVersion: string;
  view: ModelView;
  definitions: readonly string[];
  /** Everything beside the definitions and the id that the request is made from. */
  shape: unknown;
  worstCost: number | null;
}

/** How a request was paid. */
export interface Settlement {
  cost: number | null;
  tokensIn: number | null;
  tokensCached: number | null;
  tokensOut: number | null;
  answeredBy: string | null;
  finish: string | null;
  answer: string;
}

/** A line of the ledger. */
export interface ModelRequest extends Omit<NewModelRequest, 'definitions'>, Partial<Settlement> {
  kind: 'sync' | 'batch';
  state: 'open' | 'answered' | 'lost';
  definitions: string[];
  cost: number | null;
  sentAt: string;
}

/** What a model has cost so far. */
export interface Spend {
  model: string;
  requests: number;
  tokensIn: number;
  tokensOut: number;
  /** Billionths of a US dollar, lost requests at their worst case. */
  cost: number;
  /** Requests that got no answer and may have been paid all the same. */
  lost: number;
  /** Requests under way. */
  open: number;
  /** Requests of a model without a known price. */
  unpriced: number;
}

export interface ModelRequestTable {
  /** Reserves a request at its worst case. */
  open(request: NewModelRequest, at: string): void;
  settle(id: string, settlement: Settlement, at: string): void;
  /** Nobody knows whether it was paid: its worst case stays in the sum. */
  lose(id: string, at: string): void;
  /** It cannot have been paid: the line is taken back. */
  release(id: string): void;
  /** Counts what a killed process had under way as lost; only one process writes at a time. Returns how many. */
  loseAbandoned(at: string): number;
  /** Everything that a run has spent or reserved. */
  spent(modelRunId: number): number;
  /** How many requests a run has made. */
  countOf(modelRunId: number): number;
  of(id: string): ModelRequest | undefined;
  openOfBatch(batchId: number): ModelRequest[];
  /** Hashes of the definitions that batches under way ask a model about, those of one run left out. */
  waiting(model: string, promptVersion: string, exceptRunId?: number): string[];
  /** Spending per model. */
  spend(): Spend[];
}

interface Row extends Omit<ModelRequest, 'definitions' | 'shape'> {
  definitions: string;
  shape: string;
}

const COLUMNS = `id, model_run_id modelRunId, batch_id batchId, kind, model, prompt_version promptVersion, view, definitions,
  shape, state, worst_cost worstCost, cost, tokens_in tokensIn, tokens_cached tokensCached, tokens_out tokensOut,
  sent_at sentAt, answered_by answeredBy, finish, answer`;

/** The ledger: every request to a language model, reserved before it is sent and settled by its answer. */
export function modelRequests(db: Sqlite): ModelRequestTable {
  const insert = db.prepare(
    `INSERT INTO model_request (id, model_run_id, batch_id, kind, model, prompt_version, view, definitions, shape, state,
       worst_cost, sent_at)
     VALUES (@id, @modelRunId, @batchId, @kind, @model, @promptVersion, @view, @definitions, @shape, 'open', @worstCost, @at)`,
  );
  const settle = db.prepare(
    `UPDATE model_request SET state = 'answered', cost = @cost, tokens_in = @tokensIn, tokens_cached = @tokensCached,
       tokens_out = @tokensOut, answered_by = @answeredBy, finish = @finish, answer = @answer, ended_at = @at
     WHERE id = @id`,
  );
  const lose = db.prepare<[string, string]>(
    `UPDATE model_request SET state = 'lost', cost = worst_cost, ended_at = ? WHERE id = ?`,
  );
  const release = db.prepare<[string]>(`DELETE FROM model_request WHERE id = ?`);
  const abandoned = db.prepare<[string]>(
    `UPDATE model_request SET state = 'lost', cost = worst_cost, ended_at = ? WHERE state = 'open' AND kind = 'sync'`,
  );
  const spent = db.prepare<[number], { total: number | null }>(
    `SELECT sum(coalesce(cost, worst_cost)) total FROM model_request WHERE model_run_id = ?`,
  );
  const count = db.prepare<[number], { n: number }>(`SELECT count(*) n FROM model_request WHERE model_run_id = ?`);
  const byId = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM model_request WHERE id = ?`);
  const ofBatch = db.prepare<[number], Row>(
    `SELECT ${COLUMNS} FROM model_request WHERE state = 'open' AND kind = 'batch' AND batch_id = ? ORDER BY id`,
  );
  const waiting = db.prepare<[string, string, number], { definitions: string }>(
    `SELECT definitions FROM model_request
     WHERE state = 'open' AND kind = 'batch' AND model = ? AND prompt_version = ? AND model_run_id <> ?`,
  );
  const spend = db.prepare<[], Spend>(
    `SELECT model, count(*) requests, coalesce(sum(tokens_in), 0) tokensIn, coalesce(sum(tokens_out), 0) tokensOut,
       coalesce(sum(CASE state WHEN 'open' THEN 0 ELSE cost END), 0) cost, sum(state = 'lost') lost, sum(state = 'open') open,
       sum(worst_cost IS NULL) unpriced
     FROM model_request GROUP BY model ORDER BY model`,
  );

  return {
    open: ({ definitions, shape, ...request }, at) =>
      void insert.run({
        ...request,
        kind: request.batchId === null ? 'sync' : 'batch',
        definitions: JSON.stringify(definitions),
        shape: JSON.stringify(shape),
        at,
      }),
    settle: (id, settlement, at) => void settle.run({ ...settlement, id, at }),
    lose: (id, at) => void lose.run(at, id),
    release: (id) => void release.run(id),
    loseAbandoned: (at) => abandoned.run(at).changes,
    spent: (modelRunId) => spent.get(modelRunId)!.total ?? 0,
    countOf: (modelRunId) => count.get(modelRunId)!.n,
    of(id) {
      const row = byId.get(id);
      return row && fromRow(row);
    },
    openOfBatch: (batchId) => ofBatch.all(batchId).map(fromRow),
    waiting: (model, promptVersion, exceptRunId = 0) =>
      waiting.all(model, promptVersion, exceptRunId).flatMap(({ definitions }) => JSON.parse(definitions) as string[]),
    spend: () => spend.all(),
  };
}

function fromRow({ definitions, shape, ...row }: Row): ModelRequest {
  return { ...row, definitions: JSON.parse(definitions) as string[], shape: JSON.parse(shape) as unknown };
}
