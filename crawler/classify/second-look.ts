import type { Fact } from '../../catalog/model/fact.ts';
import { decide } from './decide.ts';

/**
 * Whether a model has to look a second time, without any sentence of the author: when it and the rules come to different
 * verdicts, and when there is text that is aimed at whoever judges.
 */
export function needsSecondLook(rules: readonly Fact[], model: readonly Fact[]): boolean {
  if ([...rules, ...model].some((fact) => fact.kind === 'hostile')) return true;
  const [one, other] = [decide(rules), decide(model)];
  return one.category !== other.category || one.level !== other.level;
}
