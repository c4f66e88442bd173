/** The only file that knows the openai package: chat completions, files and batches of any server that speaks their format. */
import { openAsBlob } from 'node:fs';
import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import { RetryLater, Rejected } from '../../../../catalog/errors.ts';
import { BodyTooLarge } from '../../../http/bounded-body.ts';
import { boundedFetch } from '../../../http/bounded-fetch.ts';
import { errorCauses, errorCodes } from '../../../http/error-causes.ts';
import { openDispatcher } from '../../../http/open-dispatcher.ts';
import { retryAfterMs } from '../../../http/retry-after.ts';
import { type Completion, readCompletion } from '../answer/read-completion.ts';
import type { ChatRequest } from '../prompt/compose.ts';
import { type ServerError, type Trouble, troubleOf } from './trouble.ts';

/** Bytes of one answer; real ones stay below 100 kB. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** Bytes of one output file of a batch, which is read line by line: as large as an input file may be, several times over. */
const MAX_FILE_BYTES = 2 * 1024 * 1024 * 1024;
/** Pages of 100 batches or files that are looked through for one of ours. */
const MAX_PAGES = 20;

export interface ServerOptions {
  baseUrl: string;
  /** Sent to the server at `baseUrl`, to nobody else. */
  apiKey: string;
  organization?: string | undefined;
  project?: string | undefined;
  /** Milliseconds for one request, from its beginning to the last byte of the answer. */
  timeoutMs: number;
}

/** A batch as the provider describes it. */
export interface ProviderBatch {
  id: string;
  status: string;
  inputFileId: string;
  outputFileId: string | undefined;
  errorFileId: string | undefined;
  /** Why it failed as a whole. */
  errors: string[];
}

/**
 * A server with a model. Every method throws Rejected for what trying again cannot help (a wrong key, an unknown model), and
 * the signal's reason when it is aborted.
 */
export interface ModelServer {
  readonly baseUrl: string;
  /** Asks once; whoever calls decides about trying again. */
  complete(request: ChatRequest, signal: AbortSignal): Promise<{ kind: 'answer'; completion: Completion } | Trouble>;
  /** Uploads a file of requests. @throws RetryLater */
  upload(path: string, name: string, signal: AbortSignal): Promise<string>;
  /** The id of a file that was uploaded under a name, as far as the list is looked through. @throws RetryLater */
  findFile(name: string, signal: AbortSignal): Promise<string | undefined>;
  /** Orders a batch, marked with our key. @throws NotTaken when it can be ordered again, RetryLater when nobody knows */
  createBatch(inputFileId: string, key: string, signal: AbortSignal): Promise<ProviderBatch>;
  /** A batch that bears our key. @throws RetryLater */
  findBatch(key: string, signal: AbortSignal): Promise<FoundBatch>;
  /** How a batch stands; `undefined` when the server knows none of that id. @throws RetryLater */
  batch(id: string, signal: AbortSignal): Promise<ProviderBatch | undefined>;
  /** The bytes of a file. @throws RetryLater */
  content(fileId: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  close(): Promise<void>;
}

/** A search for a batch; `unknown` when the list is longer than we look. */
export type FoundBatch = { kind: 'found'; batch: ProviderBatch } | { kind: 'absent' } | { kind: 'unknown' };

/** The server did not carry out what it was asked to, and may do so later. */
export class NotTaken extends RetryLater {}

/** The member of a batch's metadata that holds our key. */
const KEY = 'toolgate';

/** Opens a server; nothing is sent yet. */
export function openModelServer({ baseUrl, apiKey, organization, project, timeoutMs }: ServerOptions): ModelServer {
  const dispatcher = openDispatcher({ headersTimeout: 0, bodyTimeout: 0 });
  const host = new URL(baseUrl).host;
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey,
    // Given or not, so that nothing else is taken from the environment; trying again is our own business, it may cost money.
    adminAPIKey: null,
    organization: organization ?? null,
    project: project ?? null,
    webhookSecret: null,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
    fetch: boundedFetch({ dispatcher, maxBytes: MAX_ANSWER_BYTES, timeoutMs }),
  });
  const files = client.withOptions({
    timeout: 3_600_000,
    fetch: boundedFetch({ dispatcher, maxBytes: MAX_FILE_BYTES, timeoutMs: 3_600_000 }),
  });

  /** Calls of the batch interface: what is no answer is an error. */
  const call = async <T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      signal.throwIfAborted();
      const error = serverError(cause, apiKey);
      const noBatches = new Rejected(`${host} answered ${error.message.slice(0, 300)}`, {
        hint: 'Does the server have the batch interface of OpenAI? Without --batch it is not needed.',
      });
      if (error.status === 404 || error.status === 405) throw noBatches;
      const trouble = troubleOf(error, host);
      if (trouble.kind === 'transient') {
        const Later = error.unsent === true || error.status === 429 ? NotTaken : RetryLater;
        throw new Later(`${host}: ${trouble.reason}`, { cause, afterMs: trouble.afterMs });
      }
      throw noBatches;
    }
  };

  return {
    baseUrl,
    async complete(request, signal) {
      try {
        const value: unknown = await client.chat.completions.create(request, { signal });
        const completion = readCompletion(value);
        if (completion !== undefined) return { kind: 'answer', completion };
        return { kind: 'transient', reason: 'it sent no chat completion', afterMs: undefined, maybePaid: true };
      } catch (cause) {
        signal.throwIfAborted();
        return troubleOf(serverError(cause, apiKey), host);
      }
    },
    upload: (path, name, signal) =>
      call(signal, async () => {
        const file = new File([await openAsBlob(path)], name, { type: 'application/jsonl' });
        return (await files.files.create({ file, purpose: 'batch' }, { signal })).id;
      }),
    findFile: (name, signal) =>
      call(signal, async () => {
        let pages = 0;
        const first = await client.files.list({ purpose: 'batch', limit: 100 }, { signal });
        for await (const page of first.iterPages()) {
          const found = page.data.find((file) => file.filename === name);
          if (found !== undefined) return found.id;
          if (++pages >= MAX_PAGES) break;
        }
        return undefined;
      }),
    createBatch: (inputFileId, key, signal) =>
      call(signal, async () =>
        batchOf(
          await client.batches.create(
            {
              input_file_id: inputFileId,
              endpoint: '/v1/chat/completions',
              completion_window: '24h',
              metadata: { [KEY]: key },
            },
            { signal },
          ),
        ),
      ),
    findBatch: (key, signal) =>
      call(signal, async () => {
        let pages = 0;
        const first = await client.batches.list({ limit: 100 }, { signal });
        for await (const page of first.iterPages()) {
          const found = page.data.find((batch) => batch.metadata?.[KEY] === key);
          if (found !== undefined) return { kind: 'found', batch: batchOf(found) };
          if (++pages >= MAX_PAGES) return { kind: page.hasNextPage() ? 'unknown' : 'absent' };
        }
        return { kind: 'absent' };
      }),
    batch: (id, signal) =>
      call(signal, async () => {
        try {
          return batchOf(await client.batches.retrieve(id, { signal }));
        } catch (error) {
          if (error instanceof APIError && error.status === 404) return undefined;
          throw error;
        }
      }),
    content: (fileId, signal) =>
      call(signal, async () => {
        const response = await files.files.content(fileId, { signal });
        return (response.body ?? []) as AsyncIterable<Uint8Array>;
      }),
    close: () => dispatcher.close(),
  };
}

function batchOf(batch: OpenAI.Batch): ProviderBatch {
  return {
    id: batch.id,
    status: batch.status,
    inputFileId: batch.input_file_id,
    outputFileId: batch.output_file_id ?? undefined,
    errorFileId: batch.error_file_id ?? undefined,
    errors: (batch.errors?.data ?? [])
      .slice(0, 5)
      .map(({ message, code }) => (message ?? code ?? 'no reason').slice(0, 300)),
  };
}

/** Errors of the network that come before anything was sent. */
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function serverError(cause: unknown, apiKey: string): ServerError {
  // Some servers repeat the key that they do not like.
  const clean = (text: string) => (apiKey.length < 8 ? text : text.replaceAll(apiKey, '…'));
  const none = { status: undefined, code: undefined, param: undefined };
  if (cause instanceof APIUserAbortError || !(cause instanceof Error)) return { ...none, message: 'it took too long' };
  if (errorCauses(cause).some((error) => error instanceof BodyTooLarge)) {
    return { ...none, message: `it sent more than ${MAX_ANSWER_BYTES} bytes` };
  }
  if (cause instanceof APIConnectionError) {
    const [code] = errorCodes(cause);
    const timedOut =
      /timed out|timeout/i.test(cause.message) || errorCauses(cause).some(({ name }) => name === 'TimeoutError');
    const message = timedOut ? 'it took too long' : `it could not be reached (${code ?? cause.message})`;
    return { ...none, message: clean(message), unsent: UNSENT.has(code ?? '') };
  }
  if (cause instanceof APIError && cause.status !== undefined) {
    const headers = cause.headers as Headers | undefined;
    return {
      status: cause.status,
      code: cause.code ?? cause.type ?? undefined,
      param: cause.param ?? undefined,
      message: clean(cause.message),
      afterMs: pauseOf(headers),
    };
  }
  return { ...none, message: clean(cause instanceof SyntaxError ? 'it sent no JSON' : cause.message) };
}

/** `retry-after-ms` is OpenAI's own header; `Retry-After` everybody's. */
function pauseOf(headers: Headers | undefined): number | undefined {
  const ms = headers?.get('retry-after-ms');
  if (ms != null && /^\d{1,12}(?:\.\d+)?$/.test(ms.trim())) return Math.ceil(Number(ms));
  return retryAfterMs(headers?.get('retry-after') ?? null, Date.now());
}
