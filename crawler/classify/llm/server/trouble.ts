import { Rejected } from '../../../../catalog/errors.ts';

/** An error as a server reports it, or as the network does (then without a status). */
export interface ServerError {
  status: number | undefined;
  code: string | undefined;
  param: string | undefined;
  message: string;
  /** Milliseconds that the server asks to wait. */
  afterMs?: number | undefined;
  /** The request cannot have reached the server. */
  unsent?: boolean;
}

/** What an error means for the request. */
export type Trouble =
  /** The same request may succeed later. `maybePaid`: the model may have answered, and the answer got lost. */
  | { kind: 'transient'; reason: string; afterMs: number | undefined; maybePaid: boolean }
  /** The server does not know a part of the request that we can do without. */
  | { kind: 'unsupported'; what: 'json_schema' | 'max_completion_tokens' }
  /** More than the model can take at once. */
  | { kind: 'too-long'; reason: string }
  /** The server does not want this very request. */
  | { kind: 'declined'; reason: string };

/** Codes of an account without money (https://developers.openai.com/api/docs/guides/error-codes). */
const NO_MONEY = /insufficient_quota|billing_hard_limit|billing_not_active|credit_balance/i;
const TOO_LONG =
  /context_length_exceeded|context (?:length|window|size)|maximum (?:context|input|prompt)|too many (?:input )?tokens|prompt is too long|exceeds? the (?:model|available context)|string_above_max_length/i;
const NO_SCHEMA = /json_schema|response_format|structured output|guided|grammar/i;

/**
 * @param where host that answered, for messages
 * @throws Rejected for what will be the same for every request: a wrong key, an unknown model, no money, no such interface
 */
export function troubleOf(error: ServerError, where: string): Trouble {
  const { status, code, param, afterMs } = error;
  const message = error.message.slice(0, 300);
  const transient = (maybePaid: boolean): Trouble => ({ kind: 'transient', reason: message, afterMs, maybePaid });
  if (status === undefined) return transient(error.unsent !== true);
  const said = `${where} answered ${message.startsWith(String(status)) ? message : `${status} ${message}`}`;
  if (NO_MONEY.test(code ?? '')) {
    throw new Rejected(said, { hint: 'The account has no money left; what was answered so far is stored.' });
  }
  if (status === 401 || status === 403) {
    throw new Rejected(said, { hint: 'Set OPENAI_API_KEY to a key that may use this model.' });
  }
  if (status === 404) {
    throw new Rejected(said, { hint: 'Check --model and --base-url; most addresses end in /v1.' });
  }
  if (status >= 300 && status < 400) {
    throw new Rejected(said, { hint: 'Redirects are not followed. Give --base-url the address that it leads to.' });
  }
  const about = `${code ?? ''} ${param ?? ''} ${message}`;
  // Some servers fail over the grammar that they make of a schema, and call that their own error.
  if (status >= 500 && /json_schema|response_format|grammar/i.test(about)) {
    return { kind: 'unsupported', what: 'json_schema' };
  }
  // A gateway that gives up waiting does not know what the model behind it went on to do.
  if (status === 408 || status === 502 || status === 504) return transient(true);
  if (status === 409 || status === 425 || status === 429 || status >= 500) return transient(false);
  if (/max_completion_tokens/.test(about) && !/max_completion_tokens is too large/.test(about)) {
    return { kind: 'unsupported', what: 'max_completion_tokens' };
  }
  if (status === 413 || TOO_LONG.test(about)) return { kind: 'too-long', reason: message };
  if (NO_SCHEMA.test(about)) return { kind: 'unsupported', what: 'json_schema' };
  return { kind: 'declined', reason: message };
}
