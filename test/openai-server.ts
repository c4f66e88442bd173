/** A server that speaks OpenAI's wire format (chat completions, files, batches), as badly as a test wants it to. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { ANSWER, completionOf, type Behaviour } from './openai/behaviour.ts';
import { BatchDesk, type BatchScript, type Behave } from './openai/batches.ts';
import { readChatRequest, type ChatRequestSeen } from './openai/chat-request.ts';

export interface OpenAiScript {
  /**
   * What to do with a chat completion request.
   *
   * @param number of the request, from 1; lines of batches are counted as well
   */
  behave?: (request: ChatRequestSeen, number: number) => Behaviour;
  batches?: BatchScript;
  /**
   * What to do with a call of files or batches before it is carried out; `undefined` to carry it out, `lose-answer` to carry it
   * out and close the connection, `keep-answer` to carry it out and never answer.
   */
  intercept?: (method: string, path: string) => Behaviour | 'lose-answer' | 'keep-answer' | undefined;
}

export interface OpenAiServer {
  /** As `--base-url` takes it. */
  baseUrl: string;
  /** Every chat completion request, lines of batches included. */
  requests: ChatRequestSeen[];
  /** Calls of files and batches, as `POST /v1/files`. */
  calls: string[];
  desk: BatchDesk;
  script: OpenAiScript;
  /** How often a tool was answered about: what would be paid. */
  answered(name: string): number;
  /** How often a tool was asked about. */
  asked(name: string): number;
  close(): void;
}

/** Starts a server that is closed when the running test ends. */
export async function startOpenAiServer(script: OpenAiScript = {}): Promise<OpenAiServer> {
  const requests: ChatRequestSeen[] = [];
  const paid = new Map<string, number>();
  const behave: Behave = (request) => {
    requests.push(request);
    const behaviour = own.script.behave?.(request, requests.length) ?? ANSWER;
    const completion = completionOf(behaviour, request);
    if (completion !== undefined) {
      for (const { tool } of request.tools) paid.set(tool.name, (paid.get(tool.name) ?? 0) + 1);
    }
    return { behaviour, completion };
  };
  const server = createServer((request, response) => {
    void handle(own, behave, request, response).catch((error: unknown) => {
      response.writeHead(500).end(JSON.stringify({ error: { message: String(error) } }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  const own: OpenAiServer = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    calls: [],
    desk: new BatchDesk(script.batches ?? {}, behave),
    script,
    answered: (name) => paid.get(name) ?? 0,
    asked: (name) => requests.flatMap(({ tools }) => tools).filter(({ tool }) => tool.name === name).length,
    close,
  };
  onTestFinished(close);
  return own;
}

async function handle(
  own: OpenAiServer,
  behave: Behave,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST' && url.pathname === '/v1/chat/completions') {
    const seen = readChatRequest(JSON.parse(body.toString()), request.headers.authorization ?? '');
    if ('problem' in seen) return fail(response, 400, { message: seen.problem });
    return carryOut(behave(seen), response);
  }
  own.calls.push(`${request.method} ${url.pathname}`);
  const instead = own.script.intercept?.(request.method ?? '', url.pathname);
  if (typeof instead === 'object') return carryOut({ behaviour: instead, completion: undefined }, response);
  const answer = await desk(own.desk, request, url, body);
  if (instead === 'keep-answer') return;
  if (instead === 'lose-answer') return void response.destroy();
  if (answer === undefined) return fail(response, 404, { message: 'not found' });
  if (typeof answer === 'string')
    return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(answer);
  return send(response, 200, answer);
}

async function desk(own: BatchDesk, request: IncomingMessage, url: URL, body: Buffer): Promise<unknown> {
  const [, , kind, id, part] = url.pathname.split('/');
  const list = (rows: Record<string, unknown>[]) => {
    const after = url.searchParams.get('after');
    const limit = Number(url.searchParams.get('limit') ?? 20);
    const start = after === null ? 0 : rows.findIndex((row) => row['id'] === after) + 1;
    const data = rows.slice(start, start + limit);
    return { object: 'list', data, has_more: start + limit < rows.length };
  };
  if (kind === 'files' && request.method === 'POST') {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData();
    const file = form.get('file') as File;
    return own.addFile(file.name, form.get('purpose') as string, await file.text());
  }
  if (kind === 'files' && id === undefined) return list(own.files.map((file) => own.describeFile(file)));
  if (kind === 'files' && part === 'content') return own.files.find((file) => file.id === id)?.text;
  if (kind === 'batches' && request.method === 'POST') {
    const order = JSON.parse(body.toString()) as { input_file_id: string; metadata: Record<string, string> };
    return own.order(order.input_file_id, order.metadata);
  }
  if (kind === 'batches' && id === undefined) {
    return list(own.batches.map((batch) => own.describe(batch, 'in_progress')).toReversed());
  }
  return kind === 'batches' ? own.look(id!) : undefined;
}

async function carryOut({ behaviour, completion }: ReturnType<Behave>, response: ServerResponse): Promise<void> {
  if (completion !== undefined) {
    if (behaviour.kind === 'answer') await behaviour.after;
    return send(response, 200, completion);
  }
  switch (behaviour.kind) {
    case 'status':
      for (const [name, value] of Object.entries(behaviour.headers ?? {})) response.setHeader(name, value);
      return fail(response, behaviour.status, behaviour.error ?? { message: `scripted ${behaviour.status}` });
    case 'body':
      response.writeHead(200, { 'content-type': behaviour.contentType ?? 'application/json' }).end(behaviour.body);
      return;
    case 'reset':
      response.destroy();
      return;
    case 'huge': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
      return;
    }
    case 'drip': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case 'hang':
    case 'answer':
    case 'content':
    case 'refusal':
      // The connection stays open; the others were answered above.
      return;
    default:
      behaviour satisfies never;
  }
}

function fail(response: ServerResponse, status: number, error: Record<string, unknown>): void {
  send(response, status, { error: { type: 'invalid_request_error', param: null, code: null, ...error } });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
