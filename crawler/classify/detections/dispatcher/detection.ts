import type { Effect, Fact } from '../../../../catalog/model/fact.ts';
import type { Parameter } from '../../reading.ts';
import type { HazardDetection } from '../detection.ts';
import { namedList } from '../named-list.ts';

/** What each effect is called in "… reads", gravest last. */
const EFFECTS: readonly [Effect, string][] = [
  ['read', 'reads'],
  ['send', 'sends'],
  ['create', 'creates'],
  ['update', 'changes'],
  ['execute', 'runs'],
  ['delete', 'deletes'],
  ['transfer', 'moves money'],
];
const GRAVE: ReadonlySet<Effect> = new Set(['execute', 'delete', 'transfer']);
/** Longer lists are no verbs. */
const MOST_CHOICES = 200;

/** D13: an argument whose values have different effects, with the effect of each value. */
export const dispatcher: HazardDetection = ({ reading, factsAt }) =>
  reading.parameters.flatMap((parameter) => {
    const values = valuesByEffect(parameter, factsAt);
    if (values.size < 2) return [];
    const parts = EFFECTS.flatMap(([effect, does]) => {
      const named = values.get(effect);
      return named === undefined ? [] : [`${does} with ${namedList(named)}`];
    });
    const severity = [...values.keys()].some((effect) => GRAVE.has(effect)) ? ('low' as const) : ('info' as const);
    const message = `${namedList([parameter.name])} selects what a call does: it ${parts.join('; ')}.`;
    return [{ rule: 'dispatcher', severity, message, ...parameter.evidence }];
  });

/** The values of an argument by the gravest effect that the rules see in each. */
function valuesByEffect({ choices }: Parameter, factsAt: ReadonlyMap<string, readonly Fact[]>): Map<Effect, string[]> {
  const values = new Map<Effect, string[]>();
  if (choices.length < 2 || choices.length > MOST_CHOICES) return values;
  for (const { value, evidence } of choices) {
    const effects = new Set(
      (factsAt.get(evidence.field) ?? []).flatMap((fact) => (fact.kind === 'effect' ? [fact.value] : [])),
    );
    const gravest = EFFECTS.toReversed().find(([effect]) => effects.has(effect))?.[0];
    if (gravest !== undefined) values.set(gravest, [...(values.get(gravest) ?? []), value]);
  }
  return values;
}
