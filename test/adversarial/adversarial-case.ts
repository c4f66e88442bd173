import type { Subject } from './subject.ts';
import type { Outcome, Verdict } from './verdict-order.ts';

/** One definition that a classifier is asked to judge, and what its verdict may be. */
export interface AdversarialCase {
  /** Unique within its set. */
  id: string;
  subject: Subject;
  /** The verdict that it is compared with: one written down, or the one of the same tool without the attack. */
  against: Verdict | Subject;
  /** What the report counts by: `{ template: 'dry-run', position: 'title' }`. */
  by: Readonly<Record<string, string>>;
}

/** Cases of one kind, and which outcomes are failures. */
export interface AdversarialSet {
  name: string;
  /** What it tries, for readers of the report. */
  about: string;
  failures: readonly Outcome[];
  /** Always the same cases in the same order; `wanted` skips a case by its id before it is made. */
  cases: (wanted: (id: string) => boolean) => Iterable<AdversarialCase>;
}
