import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ModelBatch } from '../../../../catalog/store/model-batches.ts';
import type { ModelRequest } from '../../../../catalog/store/model-requests.ts';
import type { RequestShape } from '../prompt/compose.ts';
import { compose } from '../prompt/compose.ts';
import type { Asking } from '../ask/asking.ts';
import type { ModelServer } from '../server/client.ts';
import { textOf } from './plan-batches.ts';

/**
 * Takes a recorded batch to the provider: uploads its file, then orders it. Each step is recorded as soon as it is taken, and
 * what an earlier process did without living to record it is found again by our key, so that nothing is ordered twice.
 *
 * @param fresh it was planned by this process, so nothing of it can be at the provider yet
 * @throws RetryLater, Rejected, the signal's reason
 */
export async function orderBatch(
  asking: Asking,
  server: ModelServer,
  { id, key, state, inputFileId }: ModelBatch,
  fresh: boolean,
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
  const ordered = state === 'uploaded' ? await server.findBatch(key, signal) : undefined;
  const batch = ordered ?? (await server.createBatch(fileId, key, signal));
  modelBatches.created(id, batch.id, batch.status);
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
