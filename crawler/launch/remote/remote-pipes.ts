import { PassThrough, Writable } from 'node:stream';
import { readText } from '../../http/bounded-body.ts';
import type { Turn } from '../../http/host-queues.ts';
import { BrokenOff, type WebAnswer } from '../../http/web-answer.ts';
import { isWebFailure, type WebClient } from '../../http/web-client.ts';
import type { Limits } from '../limits.ts';
import { eventStream } from './event-stream.ts';
import { replyQueue } from './reply-queue.ts';
import { statusTrouble, type RemoteTrouble } from './remote-trouble.ts';

/** A remote server as a pair of pipes, like those of a process: one JSON message per line. */
export interface RemotePipes {
  stdin: Writable;
  stdout: PassThrough;
  /** Why the pipes were closed, when it was not the end of the session. */
  trouble(): RemoteTrouble | undefined;
  /** The words of the last error that it answered with. */
  lastError(): string | undefined;
  /** Ends the session, also on the other side. */
  close(): Promise<void>;
}

/** With whom, how, and the turn that all of its requests have together. */
interface Conversation {
  url: URL;
  transport: 'streamable-http' | 'sse';
  turn: Turn;
}

interface Message {
  id?: unknown;
  method?: unknown;
}

const BOTH = 'application/json, text/event-stream';
const ENDING_MS = 2_000;

/**
 * Speaks one of the two HTTP transports of the protocol
 * (https://modelcontextprotocol.io/specification/2025-11-25/basic/transports, and 2024-11-05 for `sse`). Only what listing
 * needs: no stream is opened for messages that nobody asked for.
 *
 * @param signal ends everything
 */
export function openRemotePipes(
  web: WebClient,
  { url, transport, turn }: Conversation,
  limits: Limits,
  signal: AbortSignal,
): RemotePipes {
  const over = new AbortController();
  const ending = AbortSignal.any([signal, over.signal]);
  const stdout = new PassThrough();
  let trouble: RemoteTrouble | undefined;
  let bytes = 0;
  let lastError: string | undefined;
  let sessionId: string | undefined;
  let protocolVersion: string | undefined;
  /** Where messages are sent; the older transport names it in its first event. */
  const endpoint = Promise.withResolvers<URL>();
  let isNamed = false;
  const replies = replyQueue(limits);

  const fail = (found: RemoteTrouble) => {
    trouble ??= found;
    over.abort();
    stdout.end();
  };
  const tooMuch = () => fail({ code: 'flooded', detail: `It sent more than ${limits.stdoutBytes} bytes.` });

  /** Hands one message, or several in an array, to the session. */
  const receive = (text: string): boolean => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return false;
    }
    const { result, error } = (value ?? {}) as {
      result?: { protocolVersion?: unknown };
      error?: { message?: unknown };
    };
    if (typeof error?.message === 'string') lastError = error.message;
    const version = result?.protocolVersion;
    if (typeof version === 'string' && /^[\w.-]{1,40}$/.test(version)) protocolVersion ??= version;
    if (!stdout.writableEnded) stdout.write(`${JSON.stringify(value)}\n`);
    return true;
  };

  /** Reads events until the stream ends. */
  const readEvents = async (answer: WebAnswer, onEvent: (type: string, data: string) => void) => {
    const take = eventStream(({ type, data }) => onEvent(type, data), limits.stdoutBytes);
    for await (const chunk of answer.body) {
      bytes += chunk.length;
      if (bytes > limits.stdoutBytes || take(chunk)) return tooMuch();
    }
  };

  /** Asks; what is no success ends the session. */
  const ask = async (
    target: URL,
    method: 'GET' | 'POST',
    headers: Record<string, string>,
    body?: string,
  ): Promise<WebAnswer | undefined> => {
    const answer = await web.ask({
      url: target,
      method,
      headers: {
        ...headers,
        ...(sessionId === undefined ? {} : { 'mcp-session-id': sessionId }),
        ...(protocolVersion === undefined ? {} : { 'mcp-protocol-version': protocolVersion }),
      },
      ...(body === undefined ? {} : { body }),
      signal: ending,
      follow: 'same-origin',
      turn,
    });
    if (isWebFailure(answer)) {
      fail(answer);
      return undefined;
    }
    const found = statusTrouble(answer);
    if (found === undefined) return answer;
    const text = await readText(answer.body, 64 * 1024);
    // Some servers give a protocol error a status of its own; its words say more than the number.
    if (found.code === 'http-4xx' && isAnswer(text) && receive(text!)) return undefined;
    fail(found);
    return undefined;
  };

  const send = async (text: string, { id, method }: Message) => {
    const target = await endpoint.promise;
    if (ending.aborted) return;
    const answer = await ask(target, 'POST', { accept: BOTH, 'content-type': 'application/json' }, text);
    if (answer === undefined) return;
    const given = answer.headers.get('mcp-session-id');
    if (given !== null && /^[\x21-\x7e]{1,500}$/.test(given)) sessionId ??= given;
    const type = answer.headers.get('content-type') ?? '';
    if (/^text\/event-stream\b/i.test(type)) {
      await readEvents(answer, (_, data) => void receive(data));
      return;
    }
    const body = await readText(answer.body, limits.stdoutBytes - bytes);
    if (body === undefined) return tooMuch();
    bytes += body.length;
    const wanted = transport !== 'sse' && id !== undefined && method !== undefined;
    if (wanted && !receive(body)) {
      const kind = /^[\w.+-]+\/[\w.+-]+/.exec(type)?.[0] ?? 'no type';
      fail({
        code: 'initialize-failed',
        detail: `${url.host} answered with ${kind}, which is no message of the protocol.`,
      });
    }
  };

  const guarded = (work: Promise<void>) =>
    work.catch((error: unknown) => {
      if (ending.aborted) return;
      const code = error instanceof BrokenOff ? error.code : undefined;
      const shown = code === undefined ? '' : ` (${code})`;
      fail({ code: 'unreachable', detail: `${url.host} broke off its answer${shown}.` });
    });

  /** The older transport: one stream for all answers, whose first event says where to send to. */
  const openStream = async () => {
    const answer = await ask(url, 'GET', { accept: 'text/event-stream' });
    if (answer === undefined) return;
    if (!/^text\/event-stream\b/i.test(answer.headers.get('content-type') ?? '')) {
      await answer.dump();
      return fail({ code: 'initialize-failed', detail: `${url.host} answered with no stream of events.` });
    }
    await readEvents(answer, (type, data) => {
      if (type !== 'endpoint') return void receive(data);
      const target = URL.parse(data, answer.url.href);
      if (isNamed) return;
      if (target?.origin !== answer.url.origin) {
        return fail({ code: 'redirected', detail: `${url.host} wants its messages sent to another host.` });
      }
      isNamed = true;
      endpoint.resolve(target);
    });
    if (!ending.aborted) stdout.end();
  };
  if (transport === 'sse') void guarded(openStream());
  else endpoint.resolve(url);

  return {
    stdin: new Writable({
      decodeStrings: false,
      write(chunk: string | Buffer, _, done) {
        // The session writes one whole message at a time.
        const text = String(chunk);
        const message = JSON.parse(text) as Message;
        if (message.method !== undefined) void guarded(send(text, message));
        else if (!replies.take(() => guarded(send(text, message)))) {
          fail({ code: 'flooded', detail: `It asked for more than ${limits.replies} answers.` });
        }
        done();
      },
    }),
    stdout,
    trouble: () => trouble,
    lastError: () => lastError,
    async close() {
      over.abort();
      stdout.end();
      if (sessionId === undefined || signal.aborted) return;
      const headers = {
        'mcp-session-id': sessionId,
        ...(protocolVersion && { 'mcp-protocol-version': protocolVersion }),
      };
      const last = AbortSignal.any([signal, AbortSignal.timeout(ENDING_MS)]);
      // A courtesy: whatever is answered, the session is over for us.
      const answer = await web
        .ask({ url, method: 'DELETE', headers, signal: last, follow: 'same-origin', turn })
        .catch(() => undefined);
      if (answer !== undefined && !isWebFailure(answer)) await answer.dump();
    },
  };
}

function isAnswer(text: string | undefined): boolean {
  try {
    const value = JSON.parse(text ?? '') as { jsonrpc?: unknown; id?: unknown } | null;
    return value?.jsonrpc === '2.0' && (typeof value.id === 'number' || typeof value.id === 'string');
  } catch {
    return false;
  }
}
