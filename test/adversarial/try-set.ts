import type { AdversarialCase, AdversarialSet } from './adversarial-case.ts';
import type { Judge } from './judge.ts';
import { numberOf } from './seeded.ts';
import type { Subject } from './subject.ts';
import { type Outcome, type Verdict, outcome } from './verdict-order.ts';

/** What a classifier made of one case. */
export interface Tried {
  case: AdversarialCase;
  floor: Verdict;
  got: Verdict | 'refused';
  outcome: Outcome | 'refused';
  failed: boolean;
}

/** Tries the cases of a set one by one. With `oneIn`, a fixed sample: the same cases whatever else is added to the set. */
export function* trySet(set: AdversarialSet, judge: Judge, oneIn = 1): Generator<Tried> {
  const wanted = (id: string) => numberOf(`${set.name}/${id}`) % oneIn === 0;
  // Cases of one tool come one after the other, so one clean verdict is remembered at a time.
  let clean: { subject: Subject; verdict: Verdict } | undefined;
  const floorOf = (against: Verdict | Subject): Verdict => {
    if (!('tool' in against)) return against;
    if (clean?.subject !== against) {
      const verdict = judge(against);
      if (verdict === 'refused') throw new TypeError(`a clean tool was refused: ${String(against.tool['name'])}`);
      clean = { subject: against, verdict };
    }
    return clean.verdict;
  };
  for (const item of set.cases(wanted)) {
    const floor = floorOf(item.against);
    const got = judge(item.subject);
    const result = got === 'refused' ? 'refused' : outcome(floor, got);
    // A tool that the edge refuses is in no catalogue; a set that means to be judged must not be refused unseen.
    const failed = result === 'refused' || set.failures.includes(result);
    yield { case: item, floor, got, outcome: result, failed };
  }
}
