import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Rejected, RetryLater } from '../../../../catalog/errors.ts';
import type { ModelBatch } from '../../../../catalog/store/model-batches.ts';
import type { ModelRequest } from '../../../../catalog/store/model-requests.ts';
import type { RequestShape } from '../prompt/compose.ts';
import { compose } from '../prompt/compose.ts';
import type { Asking } from '../ask/asking.ts';
import { type ModelServer, NotTaken, type ProviderBatch } from '../server/client.ts';
import { textOf } from './plan-batches.ts';

/**
 * Takes a recorded batch to the provider: uploads its file, then orders it. Each step is recorded as soon as it is taken, and
 * what an earlier process did without living to record it is found again by our key, so that nothing is ordered twice. A file
 * may be uploaded twice, which costs nothing.
 *
 * @param fresh it was planned by this process, so nothing of it can be at the provider yet
 * @param settleMs after so many milliseconds an order that the provider does not list was not taken
 * @throws RetryLater, Rejected, the signal's reason
 */
export async function orderBatch(
  asking: Asking,
  server: ModelServer,
  { id, key, state, inputFileId, sentAt }: ModelBatch,
  fresh: boolean,
  settleMs: number,
  signal: AbortSignal,
): Promise<void> {
  const { modelBatches, modelRequests } = asking.store;
  const requests = modelRequests.openOfBatch(id);
  // Planned about another file or by another version, and never sent: those stay out, and are taken back at the end.
  const known = requests.filter(
    ({ definitions, promptVersion }) => promptVersion === asking.key.promptVersion && asking.knows(definitions),
  );
  if (state === 'planned' && known.length === 0) {
    asking.store.transaction(() => {
      for (const request of requests) modelRequests.release(request.id);
      modelBatches.end(id, new Date().toISOString());
    });
    return;
  }
  const name = `toolgate-${key}.jsonl`;
  let fileId = inputFileId;
  if (state === 'planned' || fileId === null) {
    fileId =
      (fresh ? undefined : await server.findFile(name, signal)) ?? (await upload(asking, server, known, name, signal));
    modelBatches.uploaded(id, fileId);
  }
  let batch = sentAt === null ? undefined : await findOrder(server, key, Date.parse(sentAt) + settleMs, signal);
  if (batch === undefined) {
    modelBatches.sending(id, new Date().toISOString());
    try {
      batch = await server.createBatch(fileId, key, signal);
    } catch (error) {
      if (error instanceof Rejected || error instanceof NotTaken) modelBatches.notOrdered(id);
      throw error;
    }
  }
  modelBatches.created(id, batch.id, batch.status);
}

/** An order that may have been taken; `undefined` once it is certain that it was not. */
async function findOrder(
  server: ModelServer,
  key: string,
  certainAt: number,
  signal: AbortSignal,
): Promise<ProviderBatch | undefined> {
  const host = new URL(server.baseUrl).host;
  const found = await server.findBatch(key, signal);
  if (found.kind === 'found') return found.batch;
  if (found.kind === 'unknown') {
    throw new Rejected(`nobody knows whether ${host} took the batch ${key}: it lists too many others to find it`, {
      hint: '--abandon-batches gives it up, counted as paid; its tools are then asked about anew.',
    });
  }
  const afterMs = certainAt - Date.now();
  if (afterMs <= 0) return undefined;
  // What was ordered a moment ago need not be listed yet.
  throw new RetryLater(`${host} does not list the batch ${key}, which it may just have taken`, {
    afterMs,
    hint: 'Run the same command again in a few minutes; nothing is ordered twice.',
  });
}

/** The file is made from the ledger again, so it need not be kept anywhere. */
async function upload(
  asking: Asking,
  server: ModelServer,
  requests: readonly ModelRequest[],
  name: string,
  signal: AbortSignal,
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'toolgate-batch-'));
  try {
    const file = await open(path.join(folder, name), 'w');
    try {
      for (const request of requests) {
        const tools = request.definitions.map((hash) => ({ hash, definition: asking.definition(hash) }));
        const { body } = compose(request.id, tools, request.view, request.model, request.shape as RequestShape);
        await file.write(textOf(request.id, body));
      }
    } finally {
      await file.close();
    }
    return await server.upload(path.join(folder, name), name, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
