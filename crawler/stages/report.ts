/** What the stages tell whoever runs them; how it is shown (status line, lines, JSON) is the caller's business. */
export type StageName =
  | 'discover'
  | 'plan'
  | 'launch'
  | 'declare'
  | 'ask'
  | 'classify'
  | 'advisories'
  | 'inspect'
  | 'import'
  | 'publish';

export type StageEvent =
  /** A stage begins; `total` items are due when that is known beforehand. */
  | { kind: 'begin'; stage: StageName; total?: number | undefined }
  /** Items were finished, in words for one of them when that is worth a line. */
  | { kind: 'step'; stage: StageName; done: number; text?: string | undefined }
  /** A stage ended, with what it did. */
  | { kind: 'end'; stage: StageName; counts: Record<string, number> };

export type Report = (event: StageEvent) => void;

/** What every stage is given beside the store. */
export interface StageContext {
  /** Id of the run, for the rows that say which run made them. */
  runId: number;
  report: Report;
  /** Aborted on SIGINT: the stage finishes no further item and returns. */
  signal: AbortSignal;
}
