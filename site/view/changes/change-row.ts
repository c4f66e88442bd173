import type { Severity } from '../../../catalog/model/detections.ts';
import type { DefinitionDiff } from '../../../catalog/definition-diff/definition-diff.ts';
import { backticks } from '../text/backticks.ts';
import { cutText, type CutText } from '../text/cut-text.ts';
import type { Prose } from '../text/prose.ts';
import { textDiff, type DiffPart } from '../text/text-diff.ts';

/** One field that changed, with the values where they say more than the sentence. */
export interface ChangeRow {
  severity: Severity;
  says: Prose;
  /** Both values in one, where there are two to compare. */
  diff?: DiffPart[];
  /** The only value that there is. */
  before?: CutText;
  after?: CutText;
}

export interface ChangeRows {
  rows: ChangeRow[];
  /** Changes left out. */
  more: number;
}

const MAX_VALUE = 300;

/** The first changes of a definition, in the order in which it is read. */
export function changeRows(diff: DefinitionDiff | undefined, most: number): ChangeRows {
  const { changes = [], more = 0 } = diff ?? {};
  return {
    rows: changes.slice(0, most).map(({ severity, says, before, after }) => ({
      severity,
      says: backticks(says),
      ...valuesOf(before, after),
    })),
    more: more + Math.max(0, changes.length - most),
  };
}

function valuesOf(before: string | undefined, after: string | undefined): Partial<ChangeRow> {
  if (before !== undefined && after !== undefined) return { diff: textDiff(before, after) };
  if (before !== undefined) return { before: cutText(before, MAX_VALUE) };
  return after === undefined ? {} : { after: cutText(after, MAX_VALUE) };
}
