import { Worker } from 'node:worker_threads';
import { Fatal } from './errors.ts';

/**
 * Runs a module in a thread of its own, and waits for the one message that it sends.
 *
 * @param module a file that reads its job from `workerData`
 * @param job plain data
 * @param what what the thread does, for whoever has to look for the cause of a crash
 * @returns the message, which the caller knows the type of; it travels as a copy
 * @throws what the thread failed with; Fatal when it ended without a word; the signal's reason when stopped
 */
export async function runThread<Answer>(
  module: URL,
  job: unknown,
  what: string,
  signal?: AbortSignal,
): Promise<Answer> {
  signal?.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const worker = new Worker(module, { workerData: job });
  worker
    .on('message', resolve)
    .on('error', reject)
    .on('exit', (code) => reject(new Fatal(`the thread that ${what} ended by itself (${code})`)));
  const stop = () => reject(signal!.reason as Error);
  signal?.addEventListener('abort', stop);
  try {
    return await promise;
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
