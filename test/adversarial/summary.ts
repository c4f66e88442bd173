import type { AdversarialSet } from './adversarial-case.ts';
import { type Tried } from './try-set.ts';

/** Counts of one set, and of its failures by everything that the cases can be told apart by. */
export interface Summary {
  set: string;
  cases: number;
  outcomes: Record<Tried['outcome'], number>;
  failed: number;
  failedBy: Map<string, Map<string, number>>;
  /** Pairs such as template × position. */
  failedByPair: Map<string, number>;
}

/** Counts a set as it is tried; hands every failure out and keeps none. */
export function summarize(set: AdversarialSet, tried: Iterable<Tried>, onFailure: (failure: Tried) => void): Summary {
  const summary: Summary = {
    set: set.name,
    cases: 0,
    outcomes: { held: 0, raised: 0, unclassified: 0, dropped: 0, refused: 0 },
    failed: 0,
    failedBy: new Map(),
    failedByPair: new Map(),
  };
  for (const result of tried) {
    summary.cases++;
    summary.outcomes[result.outcome]++;
    if (!result.failed) continue;
    summary.failed++;
    onFailure(result);
    const entries = Object.entries(result.case.by);
    for (const [kind, value] of entries) {
      const counts = summary.failedBy.get(kind) ?? new Map<string, number>();
      counts.set(value, (counts.get(value) ?? 0) + 1);
      summary.failedBy.set(kind, counts);
    }
    const pair = entries
      .slice(0, 2)
      .map(([, value]) => value)
      .join(' × ');
    summary.failedByPair.set(pair, (summary.failedByPair.get(pair) ?? 0) + 1);
  }
  return summary;
}
