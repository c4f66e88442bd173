import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Completion } from '../answer/read-completion.ts';
import type { Budget } from '../money/budget.ts';
import type { ModelServer } from '../server/client.ts';
import type { AskedRequest, Asking } from './asking.ts';
import type { Question } from './question.ts';

/** How patiently a server is asked. */
export interface SendLimits {
  /** Tries per request while the server is in trouble. */
  tries: number;
  /** Tries that may have been paid without an answer. */
  paidTries: number;
  /** Milliseconds before the second try, doubled each time. */
  backoffMs: number;
  /** A server that asks for a longer pause is taken at its word: we stop instead of waiting. */
  maxPauseMs: number;
}

export const SEND_LIMITS: SendLimits = { tries: 6, paidTries: 2, backoffMs: 1000, maxPauseMs: 120_000 };

/** What came of asking. */
export type Sent =
  | { kind: 'answered'; asked: AskedRequest; completion: Completion }
  /** No answer after all tries. `pauseMs`: the server asks to be left alone for longer than we wait. */
  | { kind: 'unanswered'; reason: string; requestId: string; pauseMs?: number | undefined }
  /** Too much at once, or not wanted for what is in it. */
  | { kind: 'too-long' | 'declined'; reason: string; requestId: string }
  /** The worst case would exceed the budget. */
  | { kind: 'unaffordable' };

export interface Sender {
  /**
   * Asks about a group of tools until an answer is there or the tries are used up; each try that may cost money has its own
   * line in the ledger.
   *
   * @throws Rejected for what will be the same for every request; the stop signal's reason
   */
  send(group: readonly Question[]): Promise<Sent>;
}

export interface SenderOptions {
  asking: Asking;
  server: ModelServer;
  budget: Budget;
  modelRunId: number;
  limits: SendLimits;
  /** No further try. */
  stop: AbortSignal;
  /** Not even the answer of a request that is under way. */
  cut: AbortSignal;
}

/** Requests that are answered at once. A pause that the server asks for holds for all of them. */
export function openSender({ asking, server, budget, modelRunId, limits, stop, cut }: SenderOptions): Sender {
  let notBefore = 0;

  const pauseFor = (attempt: number, afterMs: number | undefined): number => {
    const backoff = limits.backoffMs * 2 ** attempt * (0.5 + Math.random());
    return Math.max(afterMs ?? 0, Math.min(backoff, limits.maxPauseMs));
  };

  /** Without what the server turned out not to know; `false` when it was done without before. */
  const simplify = (what: 'json_schema' | 'max_completion_tokens', asked: AskedRequest): boolean => {
    const { shape } = asking;
    const used = what === 'json_schema' ? asked.body.response_format.type : asked.body.max_completion_tokens;
    if (what === 'json_schema') shape.format = 'json_object';
    else shape.tokensParameter = 'max_tokens';
    return used !== 'json_object' && used !== undefined;
  };

  return {
    async send(group) {
      let paid = 0;
      for (let attempt = 0; ;) {
        await waitUntil(() => notBefore, stop);
        const asked = asking.request(randomBytes(16).toString('hex'), group, 'sync', { modelRunId, batchId: null });
        const { line, body } = asked;
        if (!budget.reserve(line)) return { kind: 'unaffordable' };
        let reply: Awaited<ReturnType<ModelServer['complete']>>;
        try {
          reply = await server.complete(body, cut);
        } catch (error) {
          // Cut off, it may have been paid; refused for good, it was not.
          if (cut.aborted) budget.lose(line);
          else budget.release(line);
          throw error;
        }
        if (reply.kind === 'answer') return { kind: 'answered', asked, completion: reply.completion };
        if (reply.kind === 'transient' && reply.maybePaid) budget.lose(line);
        else budget.release(line);
        if (reply.kind === 'unsupported') {
          if (simplify(reply.what, asked)) continue;
          return { kind: 'declined', reason: `the server knows no ${reply.what}`, requestId: line.id };
        }
        if (reply.kind !== 'transient') return { ...reply, requestId: line.id };
        attempt += 1;
        if (reply.maybePaid) paid += 1;
        const pauseMs = pauseFor(attempt - 1, reply.afterMs);
        const unanswered = { kind: 'unanswered' as const, reason: reply.reason, requestId: line.id };
        if (pauseMs > limits.maxPauseMs) return { ...unanswered, pauseMs };
        if (attempt >= limits.tries || paid >= limits.paidTries) return unanswered;
        notBefore = Math.max(notBefore, performance.now() + pauseMs);
      }
    },
  };
}

async function waitUntil(time: () => number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  for (let left = time() - performance.now(); left > 0; left = time() - performance.now()) {
    await sleep(Math.ceil(left), undefined, { signal }).catch(() => {});
    signal.throwIfAborted();
  }
}
