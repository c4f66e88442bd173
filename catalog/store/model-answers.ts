import { z } from 'zod';
import { Fact } from '../model/fact.ts';
import { ModelAnswer, RejectedFact, type ModelReading, type ModelView } from '../model/model-answer.ts';
import type { Sqlite } from './database.ts';

/** Which answers are meant: those of one model to one version of the prompt. */
export interface AnswerKey {
  model: string;
  promptVersion: string;
}

export interface ModelAnswerTable {
  /** Stores an answer; a later one to the same question replaces it. */
  put(definitionHash: string, view: ModelView, key: AnswerKey, answer: ModelAnswer, at: string): void;
  get(definitionHash: string, view: ModelView, key: AnswerKey): ModelAnswer | undefined;
  /**
   * The answers that count for a definition: those of the preferred model to the present prompt, else of that model to an
   * earlier one, else the newest; `undefined` when no model was asked about it.
   */
  reading(
    definitionHash: string,
    preferred: { model: string | undefined; promptVersion: string },
  ): ModelReading | undefined;
  /** `true` when there is any answer at all. */
  any(): boolean;
}

interface Row {
  model: string;
  promptVersion: string;
  state: string;
  attempts: number;
  facts: string;
  rejected: string;
  reason: string | null;
  truncated: number;
  requestId: string;
}

const COLUMNS = `model, prompt_version promptVersion, state, attempts, facts, rejected, reason, truncated, request_id requestId`;

/** Answers of language models, by definition, view, model and version of the prompt. */
export function modelAnswers(db: Sqlite): ModelAnswerTable {
  const put = db.prepare(
    `INSERT OR REPLACE INTO model_answer (definition_hash, view, model, prompt_version, state, attempts, facts, rejected, reason,
       truncated, request_id, at)
     VALUES (@definitionHash, @view, @model, @promptVersion, @state, @attempts, @facts, @rejected, @reason, @truncated,
       @requestId, @at)`,
  );
  const get = db.prepare<[string, string, string, string], Row>(
    `SELECT ${COLUMNS} FROM model_answer WHERE definition_hash = ? AND view = ? AND model = ? AND prompt_version = ?`,
  );
  const best = db.prepare<[string, string | null, string], Row>(
    `SELECT ${COLUMNS} FROM model_answer WHERE definition_hash = ? AND view = 'full'
     ORDER BY model = ? DESC, prompt_version = ? DESC, at DESC, model, prompt_version LIMIT 1`,
  );
  const any = db.prepare<[], { found: 1 }>(`SELECT 1 found FROM model_answer LIMIT 1`);

  return {
    put: (definitionHash, view, { model, promptVersion }, answer, at) => {
      const { state, attempts, facts, rejected, reason, truncated, requestId } = answer;
      put.run({
        definitionHash,
        view,
        model,
        promptVersion,
        state,
        attempts,
        facts: JSON.stringify(facts),
        rejected: JSON.stringify(rejected),
        reason: reason ?? null,
        truncated: Number(truncated),
        requestId,
        at,
      });
    },
    get: (definitionHash, view, { model, promptVersion }) => {
      const row = get.get(definitionHash, view, model, promptVersion);
      return row && answerOf(row);
    },
    reading(definitionHash, { model, promptVersion }) {
      const row = best.get(definitionHash, model ?? null, promptVersion);
      if (row === undefined) return undefined;
      const structure = get.get(definitionHash, 'structure', row.model, row.promptVersion);
      return {
        model: row.model,
        promptVersion: row.promptVersion,
        full: answerOf(row),
        ...(structure === undefined ? {} : { structure: answerOf(structure) }),
      };
    },
    any: () => any.get() !== undefined,
  };
}

/** Facts are read anew: an earlier version of Toolgate may have known other ones, and such an answer proves nothing. */
function answerOf({ state, attempts, facts, rejected, reason, truncated, requestId }: Row): ModelAnswer {
  const known = z.array(Fact).safeParse(JSON.parse(facts));
  return ModelAnswer.parse({
    state: known.success ? state : 'failed',
    attempts,
    facts: known.success ? known.data : [],
    rejected: z.array(RejectedFact).parse(JSON.parse(rejected)),
    ...(known.success ? {} : { reason: 'an earlier version of Toolgate stored facts that this one does not know' }),
    ...(reason === null ? {} : { reason }),
    truncated: truncated === 1,
    requestId,
  });
}
