import { Rejected } from '../../../../catalog/errors.ts';
import { readJsonLines } from '../../../../catalog/json-lines.ts';
import type { ModelBatch } from '../../../../catalog/store/model-batches.ts';
import type { ModelRequest } from '../../../../catalog/store/model-requests.ts';
import type { Asking } from '../ask/asking.ts';
import { recordAnswer, recordUnanswered, recordUnusable } from '../ask/record-answer.ts';
import type { Question } from '../ask/question.ts';
import { readCompletion } from '../answer/read-completion.ts';
import type { Budget } from '../money/budget.ts';
import { compose, type RequestShape } from '../prompt/compose.ts';
import type { ModelServer, ProviderBatch } from '../server/client.ts';
import { troubleOf } from '../server/trouble.ts';
import { BatchAnswerLine, errorOf } from './batch-line.ts';

/** Bytes of one line; longer ones are thrown away unread. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;

/**
 * Stores what a batch brought that the provider has ended, request by request, each in one transaction; killed on the way, the
 * next process goes on with the requests that are still open.
 *
 * @throws RetryLater when a file cannot be read to its end, Rejected when every request failed for a reason that will not pass
 */
export async function collectBatch(
  asking: Asking,
  budget: Budget,
  server: ModelServer,
  batch: ModelBatch,
  { status, outputFileId, errorFileId }: ProviderBatch,
  signal: AbortSignal,
): Promise<void> {
  const { store } = asking;
  const open = new Map(store.modelRequests.openOfBatch(batch.id).map((request) => [request.id, request]));
  let hopeless: Rejected | undefined;
  let unreadable = false;
  for (const fileId of [outputFileId, errorFileId]) {
    if (fileId === undefined) continue;
    for await (const line of readJsonLines(await server.content(fileId, signal), MAX_LINE_BYTES)) {
      signal.throwIfAborted();
      const parsed = 'value' in line ? BatchAnswerLine.safeParse(line.value) : undefined;
      if (parsed?.data === undefined) {
        unreadable = true;
        continue;
      }
      const request = open.get(parsed.data.custom_id);
      if (request === undefined) continue;
      open.delete(request.id);
      try {
        take(asking, budget, request, parsed.data, new URL(server.baseUrl).host);
      } catch (error) {
        if (!(error instanceof Rejected)) throw error;
        hopeless ??= error;
      }
    }
  }
  store.transaction(() => {
    for (const request of open.values()) {
      // The provider charges what it completed; of a batch that was completed, an answer that is not there may have been paid,
      // and so may one in a line that nobody can read.
      if (status === 'completed' || unreadable) budget.lose(request);
      else budget.release(request);
    }
    store.modelBatches.status(batch.id, status);
    store.modelBatches.end(batch.id, new Date().toISOString());
  });
  if (hopeless !== undefined) throw hopeless;
}

function take(asking: Asking, budget: Budget, request: ModelRequest, line: BatchAnswerLine, host: string): void {
  const group = request.definitions.map((hash): Question => ({ hash, look: request.view, alone: false }));
  const several = group.length > 1;
  const completion = line.response?.status_code === 200 ? readCompletion(line.response.body) : undefined;
  if (request.promptVersion !== asking.key.promptVersion || !asking.knows(request.definitions)) {
    // Asked by another version of Toolgate, or about another file: paid perhaps, but nobody can read it any more.
    if (completion === undefined) budget.release(request);
    else {
      const { answeredBy, finish, usage } = completion;
      budget.settle(request, usage, { answeredBy, finish, answer: '' });
    }
    return;
  }
  if (completion !== undefined) {
    const { cut } = recordAnswer(asking, budget, composed(asking, request), group, completion, several);
    if (cut && several) apart(asking, group, 'it was cut off', request.id);
    return;
  }
  if (line.response?.status_code === 200) {
    budget.lose(request);
    apart(asking, group, 'no answer came (it sent no chat completion)', request.id);
    return;
  }
  budget.release(request);
  const error = errorOf(line);
  // Without a status it was never tried: expired, cancelled.
  if (error.status === undefined) return;
  const trouble = troubleOf(error, host);
  if (trouble.kind === 'unsupported') {
    if (trouble.what === 'json_schema') asking.shape.format = 'json_object';
    else asking.shape.tokensParameter = 'max_tokens';
  } else if (trouble.kind !== 'transient') {
    if (several) apart(asking, group, trouble.reason, request.id);
    else {
      const final = trouble.kind === 'too-long';
      const reason = final ? 'it is longer than the model can take' : 'its server does not want to answer about it';
      recordUnusable(asking, group[0]!, { reason, rejected: [] }, request.id, final);
    }
  }
}

/** Asked again next time, each in a request of its own. */
function apart(asking: Asking, group: readonly Question[], reason: string, requestId: string): void {
  asking.store.transaction(() => {
    for (const question of group) recordUnanswered(asking, question, reason, requestId);
  });
}

/** The request as it was sent, made again from the ledger: only so can its answer be read. */
function composed(asking: Asking, request: ModelRequest) {
  const shape = request.shape as RequestShape;
  const tools = request.definitions.map((hash) => ({ hash, definition: asking.definition(hash) }));
  const made = compose(request.id, tools, request.view, request.model, shape);
  return { ...made, line: request, inputBound: 0, maxTokens: shape.maxTokens };
}
