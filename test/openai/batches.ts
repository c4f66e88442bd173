import type { Behaviour } from './behaviour.ts';
import { readChatRequest, type ChatRequestSeen } from './chat-request.ts';

/** How the batches of a server go. */
export interface BatchScript {
  /** What each look at a batch shows, one after the other; the last one stays. */
  states?: string[];
  /** How many requests an expired or cancelled batch gets done. */
  done?: number;
  /** Requests whose answers are left out of a completed batch, by their position. */
  lost?: number[];
  /** Requests whose lines in the output are broken off, by their position. */
  broken?: number[];
  /** Why a failed batch failed. */
  errors?: { code: string; message: string }[];
  /** Text in front of the output. */
  noise?: string;
}

/** What a server does with a request, and the chat completion that it amounts to, if any. */
export type Behave = (request: ChatRequestSeen) => {
  behaviour: Behaviour;
  completion: Record<string, unknown> | undefined;
};

export interface StoredFile {
  id: string;
  filename: string;
  purpose: string;
  text: string;
}

interface Batch {
  id: string;
  inputFileId: string;
  metadata: Record<string, string>;
  looks: number;
  output?: string | undefined;
  errors?: string | undefined;
}

/** Files and batches, as OpenAI's interface describes them. */
export class BatchDesk {
  files: StoredFile[] = [];
  batches: Batch[] = [];
  script: BatchScript;
  readonly #behave: Behave;

  constructor(script: BatchScript, behave: Behave) {
    this.script = script;
    this.#behave = behave;
  }

  addFile(filename: string, purpose: string, text: string): Record<string, unknown> {
    const file = { id: `file-${this.files.length + 1}`, filename, purpose, text };
    this.files.push(file);
    return this.describeFile(file);
  }

  describeFile({ id, filename, purpose, text }: StoredFile): Record<string, unknown> {
    return { id, object: 'file', bytes: text.length, created_at: 1, filename, purpose, status: 'processed' };
  }

  order(inputFileId: string, metadata: Record<string, string>): Record<string, unknown> {
    const batch: Batch = { id: `batch_${this.batches.length + 1}`, inputFileId, metadata, looks: 0 };
    this.batches.push(batch);
    return this.describe(batch, 'validating');
  }

  look(id: string): Record<string, unknown> | undefined {
    const batch = this.batches.find((each) => each.id === id);
    if (batch === undefined) return undefined;
    const states = this.script.states ?? ['completed'];
    const state = states[Math.min(batch.looks, states.length - 1)]!;
    batch.looks += 1;
    if (['completed', 'expired', 'cancelled'].includes(state) && batch.output === undefined) this.#work(batch, state);
    return this.describe(batch, state);
  }

  describe(batch: Batch, status: string): Record<string, unknown> {
    const { id, inputFileId, metadata, output, errors } = batch;
    return {
      id,
      object: 'batch',
      endpoint: '/v1/chat/completions',
      completion_window: '24h',
      input_file_id: inputFileId,
      created_at: 1,
      status,
      metadata,
      ...(output === undefined ? {} : { output_file_id: output }),
      ...(errors === undefined ? {} : { error_file_id: errors }),
      ...(status === 'failed' ? { errors: { object: 'list', data: this.script.errors ?? [] } } : {}),
    };
  }

  #work(batch: Batch, state: string): void {
    const input = this.files.find(({ id }) => id === batch.inputFileId)!;
    const lines = input.text.trimEnd().split('\n');
    const limit = state === 'completed' ? lines.length : (this.script.done ?? 0);
    const output: string[] = [];
    const errors: string[] = [];
    for (const [i, text] of lines.entries()) {
      const line = JSON.parse(text) as { custom_id: string; method: string; url: string; body: unknown };
      const id = `batch_req_${i}`;
      const answer = (status: number, body: unknown) =>
        JSON.stringify({
          id,
          custom_id: line.custom_id,
          response: { status_code: status, request_id: 'r', body },
          error: null,
        });
      if (i >= limit) {
        const error = {
          code: 'batch_expired',
          message: 'This request could not be executed before the batch expired.',
        };
        errors.push(JSON.stringify({ id, custom_id: line.custom_id, response: null, error }));
        continue;
      }
      const request = readChatRequest(line.body, '');
      if ('problem' in request || line.method !== 'POST' || line.url !== '/v1/chat/completions') {
        throw new Error(`a line that no provider takes: ${text.slice(0, 200)}`);
      }
      const { behaviour, completion } = this.#behave(request);
      if (this.script.lost?.includes(i)) continue;
      if (this.script.broken?.includes(i)) output.push(answer(200, completion).slice(0, 90));
      else if (completion !== undefined) output.push(answer(200, completion));
      else if (behaviour.kind === 'status') errors.push(answer(behaviour.status, { error: behaviour.error ?? {} }));
      else output.push(answer(200, { nothing: true }));
    }
    // Providers promise no order.
    const text = `${this.script.noise ?? ''}${output.toReversed().join('\n')}\n`;
    if (output.length > 0) batch.output = this.addFile('output.jsonl', 'batch_output', text)['id'] as string;
    if (errors.length > 0) {
      batch.errors = this.addFile('errors.jsonl', 'batch_output', `${errors.join('\n')}\n`)['id'] as string;
    }
    batch.output ??= undefined;
  }
}
