import { randomBytes } from 'node:crypto';
import type { Asking } from '../ask/asking.ts';
import type { Question } from '../ask/question.ts';
import type { Budget } from '../money/budget.ts';
import type { BatchRequestLine } from './batch-line.ts';

/** Bounds of one file of requests. */
export interface BatchLimits {
  requests: number;
  bytes: number;
}

/** Of OpenAI: 50,000 requests and 200 MB (https://developers.openai.com/api/docs/guides/batch); a little less, to be sure. */
export const BATCH_LIMITS: BatchLimits = { requests: 50_000, bytes: 190_000_000 };

export interface Planned {
  batches: number;
  requests: number;
  /** Some were left out, because their worst case would exceed the budget. */
  unaffordable: boolean;
}

/**
 * Records batches of everything that is due and affordable, each in one transaction with its requests. Nothing is sent.
 *
 * @param due hashes of definitions, the most urgent first
 */
export function planBatches(
  asking: Asking,
  budget: Budget,
  modelRunId: number,
  due: readonly string[],
  limits: BatchLimits,
): Planned {
  const { store } = asking;
  const groups = groupsOf(asking, due);
  const planned: Planned = { batches: 0, requests: 0, unaffordable: false };
  for (let more = groups.next(); more.done !== true && !planned.unaffordable;) {
    store.transaction(() => {
      const key = randomBytes(16).toString('hex');
      const batchId = store.modelBatches.plan(modelRunId, key, new Date().toISOString());
      let requests = 0;
      let bytes = 0;
      for (; more.done !== true && requests < limits.requests; more = groups.next()) {
        const { line, body } = asking.request(randomBytes(16).toString('hex'), more.value, 'batch', {
          modelRunId,
          batchId,
        });
        const size = Buffer.byteLength(textOf(line.id, body));
        if (requests > 0 && bytes + size > limits.bytes) break;
        if (!budget.reserve(line)) {
          planned.unaffordable = true;
          break;
        }
        requests += 1;
        bytes += size;
      }
      if (requests > 0) planned.batches += 1;
      else store.modelBatches.end(batchId, new Date().toISOString());
      planned.requests += requests;
    });
  }
  return planned;
}

/** A request as a line of the file. */
export function textOf(id: string, body: unknown): string {
  const line: BatchRequestLine = { custom_id: id, method: 'POST', url: '/v1/chat/completions', body };
  return `${JSON.stringify(line)}\n`;
}

function* groupsOf(asking: Asking, due: readonly string[]): Generator<Question[]> {
  const waiting = { full: [] as Question[], structure: [] as Question[] };
  const { tools } = asking.choice.group;
  for (const hash of due) {
    const question = asking.next(hash);
    if (question === undefined) continue;
    if (question.alone) yield [question];
    else waiting[question.look].push(question);
    for (const list of Object.values(waiting)) if (list.length >= tools) yield asking.group(list);
  }
  for (const list of Object.values(waiting)) while (list.length > 0) yield asking.group(list);
}
