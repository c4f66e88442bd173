import type { Fact } from '../../../catalog/model/fact.ts';
import type { Parameter } from '../reading.ts';

/** The fact that an argument plays a part. */
export function argumentFact(parameter: Parameter, rule: string, value: (Fact & { kind: 'argument' })['value']): Fact {
  return { kind: 'argument', value, rule, certainty: 'clear', evidence: [parameter.evidence] };
}

/** `true` for an argument that can hold free text: not a number, not a flag, not a fixed list. */
export function isFreeText({ types, choices }: Parameter): boolean {
  const typed = types.length === 0 || types.includes('string') || types.includes('array');
  return typed && choices.length === 0;
}

/** The folded words of an argument's name, joined by underscores. */
export function plainName({ words }: Parameter): string {
  return words.map(({ text }) => text).join('_');
}
