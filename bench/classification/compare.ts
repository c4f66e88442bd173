import { fraction, type Share } from './share.ts';
import type { SetResult } from './results.ts';

/** A figure that a change of the classifier moved. */
interface Moved {
  figure: string;
  before: Share;
  after: Share;
  /** Whether the move is for the worse. */
  worse: boolean;
}

/** What a set's result says beside the last saved one. */
export interface Comparison {
  /** `true` when the scored file is another one than last time, so that figures cannot be compared. */
  otherFile: boolean;
  moved: Moved[];
  /** Keys of rows that were wrong and are right now. */
  fixed: string[];
  /** Keys of rows that were right and are wrong now. */
  broken: string[];
}

/** Figures in which more is worse. */
const LESS_IS_BETTER = new Set(['false-Low', 'Unclassified']);

/** Compares two results of one set under one configuration. */
export function compare(before: SetResult, after: SetResult): Comparison {
  if (before.sha256 !== after.sha256) return { otherFile: true, moved: [], fixed: [], broken: [] };
  const old = figuresOf(before);
  const moved = Object.entries(figuresOf(after)).flatMap(([figure, now]): Moved[] => {
    const was = old[figure];
    if (was === undefined || (was.part === now.part && was.of === now.of)) return [];
    const rise = fraction(now) - fraction(was);
    return [{ figure, before: was, after: now, worse: LESS_IS_BETTER.has(figure) ? rise > 0 : rise < 0 }];
  });
  const wrongBefore = new Set(before.wrong.map(({ key }) => key));
  const wrongNow = new Set(after.wrong.map(({ key }) => key));
  return {
    otherFile: false,
    moved,
    fixed: [...wrongBefore].filter((key) => !wrongNow.has(key)),
    broken: [...wrongNow].filter((key) => !wrongBefore.has(key)),
  };
}

/** Whether a reviewer should refuse the change: more false Lows, or less right. What is merely denied is no reason. */
export function isWorse({ moved }: Comparison): boolean {
  return moved.some(({ figure, worse }) => worse && figure !== 'Unclassified');
}

function figuresOf({ figures }: SetResult): Record<string, Share> {
  if (figures.kind === 'corpus') return { Unclassified: figures.unclassified };
  if (figures.kind === 'hints') {
    return {
      'read or not': figures.right,
      'read or not, undisputed': figures.rightUndisputed,
      Unclassified: figures.unclassified,
    };
  }
  return {
    'false-Low': figures.falseLow.rate,
    category: figures.answers.category,
    level: figures.answers.level,
    'read or not': figures.readOrNot,
    Unclassified: figures.unclassified,
  };
}
