import type { ToolRecord } from '../../../catalog/store/reader.ts';
import { changeRows, type ChangeRows } from '../changes/change-row.ts';
import { formatDate } from '../text/words.ts';

/** A definition that a tool has had, and what changed to come to it. */
export interface ChangelogEntry extends ChangeRows {
  since: string;
  /** The same for machines. */
  sinceIso: string;
  definitionHash: string;
  packageVersion?: string;
  /** Whether this is the oldest definition that is known. */
  first: boolean;
}

export interface ChangelogView {
  /** Newest first; a single one means that the definition never changed while it was watched. */
  entries: ChangelogEntry[];
  /** Older definitions left out. */
  more: number;
  /** When the server did not list it, newest first. */
  absences: { from: string; fromIso: string; to: string; toIso: string }[];
  /** Older ones left out. */
  moreAbsences: number;
}

const MAX_ENTRIES = 20;
const MAX_CHANGES = 20;

/** The definitions of a tool, and when it was not listed, newest first. */
export function changelogView({ history, absences }: Pick<ToolRecord, 'history' | 'absences'>): ChangelogView {
  return {
    entries: history.slice(0, MAX_ENTRIES).map(({ since, definitionHash, packageVersion, diff }, i) => ({
      since: formatDate(since),
      sinceIso: since,
      definitionHash,
      ...(packageVersion === null ? {} : { packageVersion }),
      first: i === history.length - 1,
      ...changeRows(diff, MAX_CHANGES),
    })),
    more: Math.max(history.length - MAX_ENTRIES, 0),
    absences: absences.slice(0, MAX_ENTRIES).map(({ removedAt, returnedAt }) => ({
      from: formatDate(removedAt),
      fromIso: removedAt,
      to: formatDate(returnedAt),
      toIso: returnedAt,
    })),
    moreAbsences: Math.max(absences.length - MAX_ENTRIES, 0),
  };
}
