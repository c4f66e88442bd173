import type { Finding } from '../../../../catalog/model/classification.ts';
import type { Fact } from '../../../../catalog/model/fact.ts';
import type { HazardDetection } from '../detection.ts';
import { namedList } from '../named-list.ts';

/** D11: credentials as arguments and in answers, as the rules have found them. */
export const secretExposure: HazardDetection = ({ facts }) => {
  const taken = facts.filter((fact) => fact.kind === 'argument' && fact.value === 'secret');
  const given = facts.filter((fact) => fact.kind === 'data' && fact.value === 'secrets');
  return [
    ...findingOn(
      given,
      'medium',
      () => 'A call hands out, makes or stores credentials, which then stand in the model’s context.',
    ),
    ...findingOn(
      taken,
      'low',
      (quotes) =>
        `Takes a credential as an argument, so that it passes through the model and its logs: ${namedList(quotes)}.`,
    ),
  ];
};

function findingOn(
  facts: readonly Fact[],
  severity: Finding['severity'],
  message: (quotes: string[]) => string,
): Finding[] {
  const evidence = facts.flatMap((fact) => fact.evidence.slice(0, 1));
  const [first] = evidence;
  if (first === undefined) return [];
  return [{ rule: 'secret-exposure', severity, message: message(evidence.map(({ quote }) => quote)), ...first }];
}
