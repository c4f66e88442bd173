import type { Confidence, Opinion } from '../../catalog/model/classification.ts';
import type { Fact } from '../../catalog/model/fact.ts';
import type { ModelAnswer, ModelReading } from '../../catalog/model/model-answer.ts';
import { type Decision, decide } from './decide.ts';
import { contradict } from './opinions.ts';
import { needsSecondLook } from './second-look.ts';
import { strongest } from './strongest.ts';

/** A verdict that a model had a part in, or why there can be none. */
export type ModelVerdict =
  | { decision: Decision; facts: Fact[]; opinions: Opinion[]; remark: string }
  /** Whoever does not answer properly about a tool says nothing in its favour either: it is denied. */
  | { unclassified: string; opinions: Opinion[] };

/**
 * Puts a model's facts beside those of the rules. The rules' own verdict is the floor; a model can raise it, and settle a tool
 * that the rules could not tell, if it tells it from name and schema too. An answer that could not be used leaves the tool
 * Unclassified.
 *
 * @param facts of the model are those whose quotes hold; nothing else may be passed
 */
export function withModel(rules: readonly Fact[], { full, structure }: ModelReading): ModelVerdict {
  const floor = decide(rules);
  const opinions: Opinion[] = [{ by: 'rules', says: floor.category }];
  const add = (by: 'model' | 'model-without-text', answer: ModelAnswer) => {
    if (answer.state === 'ok') opinions.push({ by, says: decide(answer.facts).category });
  };
  add('model', full);
  if (structure !== undefined) add('model-without-text', structure);

  const unusable = [full, structure].find((answer) => answer !== undefined && answer.state !== 'ok');
  if (unusable !== undefined) return { unclassified: unusable.reason ?? 'it could not be used', opinions };

  const facts = [...rules, ...full.facts, ...(structure?.facts ?? [])];
  const decision = strongest(floor, decide(facts), facts);
  if (floor.category === 'Unclassified' && decision.category !== 'Unclassified') {
    // Without the rules as a floor, the model alone lifts the denial; then it must have seen everything, and seen it twice.
    if (full.truncated) return { unclassified: 'the definition is too long to be shown to it whole', opinions };
    if (structure === undefined && needsSecondLook(rules, full.facts)) {
      return { unclassified: 'it has not looked a second time yet, at name and schema alone', opinions };
    }
    // A sentence of the author must not be enough to end the denial: whoever writes one says what he likes.
    if (decide(structure?.facts ?? []).category === 'Unclassified') {
      return {
        unclassified: 'it tells what the tool does by the author’s text alone, not by name and schema',
        opinions,
      };
    }
  }
  return {
    decision: { ...decision, confidence: confidenceOf(decision, opinions) },
    facts,
    opinions,
    remark: remarkOn(opinions, decision),
  };
}

/** Two readers who agree are better than one; when they do not, nobody is sure. */
function confidenceOf(decision: Decision, opinions: readonly Opinion[]): Confidence {
  if (contradict(opinions)) return 'low';
  const [rules, model] = opinions;
  if (rules?.says !== model?.says || rules?.says === 'Unclassified') return decision.confidence;
  return decision.confidence === 'low' ? 'medium' : 'high';
}

function remarkOn(opinions: readonly Opinion[], { category }: Decision): string {
  const said = (by: Opinion['by']) => opinions.find((opinion) => opinion.by === by)?.says;
  const [rules, model, blind] = [said('rules'), said('model'), said('model-without-text')];
  if (contradict(opinions)) {
    const others = [
      rules === 'Unclassified' ? 'the built-in rules could not tell' : `the built-in rules read it as ${rules}`,
      model === 'Unclassified' ? 'a language model could not tell' : `a language model as ${model}`,
      ...(blind === undefined || blind === 'Unclassified'
        ? []
        : [`the same model without the author’s text as ${blind}`]),
    ];
    return ` Opinions differ: ${others.join(', ')}; the strongest counts, and confidence is low.`;
  }
  if (category === 'Unclassified') return ' A language model could not tell either.';
  if (rules === 'Unclassified') return ' The built-in rules could not tell; a language model read it so.';
  return model === 'Unclassified' ? '' : ' A language model read it the same way.';
}
