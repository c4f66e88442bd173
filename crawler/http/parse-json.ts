import { Rejected } from '../../catalog/errors.ts';
import type { Answer } from './exchange.ts';

/** Whether an answer holds JSON. */
export function isJson(answer: Answer, url: URL): boolean {
  try {
    parseJson(answer, url);
    return true;
  } catch {
    return false;
  }
}

/**
 * The JSON of an answer.
 *
 * @throws Rejected when it is none
 */
export function parseJson({ bytes, headers }: Answer, url: URL): unknown {
  // Not toString: a byte order mark is no part of the text.
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch {
    // Without the cause: it quotes the text, and who knows what that does to a terminal.
    const type = /^[\w.+-]+\/[\w.+-]+/.exec(headers.get('content-type') ?? '')?.[0] ?? 'no content type';
    throw new Rejected(`${url.host} sent no JSON for ${url.pathname} (${text.length} characters, ${type})`);
  }
}
