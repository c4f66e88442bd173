import type { LaunchOutcome, LaunchProfile, OutcomeCode } from '../../../catalog/model/launch.ts';
import type { ToolList } from './list-tools.ts';

/** What a server said about itself, and what it did beside listing. */
export type SessionFacts = Pick<LaunchOutcome, 'serverInfo' | 'instructions' | 'protocolVersion' | 'strayLines'> & {
  /** The beginnings of the first lines that were no messages. */
  strays: string[];
  /** Whether it announced that its list changed, or asked the client for something. */
  client: { shown: boolean };
  /** How it was spoken to, when that was not over standard input and output. */
  endpoint?: LaunchProfile['transport'] | undefined;
};

/** How a session ended; `closed` = the server went away, and its exit tells why. */
export type SessionEnd =
  | ({ kind: 'listed' } & ToolList)
  | { kind: 'failed'; code: OutcomeCode; detail: string }
  | { kind: 'closed'; phase: Phase };

export type Phase = 'initialize' | 'list';

export const failed = (code: OutcomeCode, detail: string): SessionEnd => ({ kind: 'failed', code, detail });

const NETWORK = /fetch failed|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|getaddrinfo|network/i;

/** An error as the answer to `tools/list`. */
export const listError = (said: string): SessionEnd =>
  failed(NETWORK.test(said) ? 'list-needs-network' : 'list-failed', said);

/** Text of a server as far as it is kept. */
export const cut = (text: string, length: number): string =>
  (text.length > length ? `${text.slice(0, length)} … [cut]` : text).toWellFormed();
