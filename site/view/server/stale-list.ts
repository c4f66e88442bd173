import { outcomeRow } from '../../../catalog/model/launch.ts';
import type { ServerView } from '../../../catalog/store/reader.ts';
import { firstLine } from '../text/cut-text.ts';
import { formatDate } from '../text/words.ts';

/** A tool list that is older than the newest attempt, which failed, in pieces of sentences. */
export interface StaleList {
  /** `version 1.0.0, as of 1 November 2026`. */
  listed: string;
  /** `version 2.0.0`, or `the same version`, or `the newest attempt` where no version is known. */
  tried: string;
  triedOn: string | undefined;
  /** What happened, to follow "the server …". */
  why: string;
}

/** Whether the tools shown are from before a failed attempt, and of which versions both are. */
export function staleList({ outcome, lastGood, launches }: ServerView): StaleList | undefined {
  if (outcome === undefined || outcome.code === 'listed' || lastGood === undefined) return undefined;
  const [was, is] = [lastGood.packageVersion, outcome.at === undefined ? null : (launches[0]?.packageVersion ?? null)];
  const date = `as of ${formatDate(lastGood.startedAt)}`;
  return {
    listed: was == null ? date : `version ${firstLine(was, 60)}, ${date}`,
    tried:
      is === null ? 'the newest attempt' : is === was ? 'the same version' : `the newer version ${firstLine(is, 60)}`,
    triedOn: outcome.at === undefined ? undefined : formatDate(outcome.at),
    why: outcomeRow(outcome.code).meaning,
  };
}
