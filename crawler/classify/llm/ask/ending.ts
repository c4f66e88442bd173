import type { Rejected, RetryLater } from '../../../../catalog/errors.ts';

/** How a run of questions ended. */
export type AskEnding =
  /** Everything was asked; some tools may have got no answer and are due again. */
  | { kind: 'done'; unanswered: number }
  /** The next request could exceed the budget. `overrun`: the server reports more tokens than a request can have had. */
  | { kind: 'budget'; overrun: boolean }
  | { kind: 'stopped' }
  /** The server is in trouble, or of no use. */
  | { kind: 'trouble'; error: RetryLater | Rejected }
  /** Batches are under way at the provider. */
  | { kind: 'waiting'; batches: number }
  /** A batch was ended by the provider or by its owner before everything in it was answered. */
  | { kind: 'broken-off'; status: string };
