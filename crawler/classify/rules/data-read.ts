import type { Fact } from '../../../catalog/model/fact.ts';
import type { Action } from '../grammar/action.ts';
import { allNouns } from './rule.ts';

/** The first nouns of an action say what it is about; later ones are asides. */
const NOUNS = 8;

/** The fact that a call returns data of a kind, for every reading action whose nouns name it. */
export function dataRead(
  actions: readonly Action[],
  nouns: ReadonlySet<string>,
  rule: string,
  value: (Fact & { kind: 'data' })['value'],
): Fact[] {
  return actions
    .filter(
      (action) =>
        action.sense === 'read' &&
        action.where !== 'later' &&
        allNouns(action)
          .slice(0, NOUNS)
          .some((noun) => nouns.has(noun)),
    )
    .map(({ evidence }) => ({ kind: 'data', value, rule, certainty: 'likely', evidence: [evidence] }));
}
