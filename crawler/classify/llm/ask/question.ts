import type { ModelAnswer, ModelView } from '../../../../catalog/model/model-answer.ts';
import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';
import { decide } from '../../decide.ts';
import { contradict, declaredOpinions, hintOpinion } from '../../opinions.ts';
import { readFacts } from '../../read-facts.ts';
import { needsSecondLook } from '../../second-look.ts';

/** Something that a model is to be asked. */
export interface Question {
  hash: string;
  look: ModelView;
  /** In a request of its own, because it got no usable answer among others. */
  alone: boolean;
}

export interface Answers {
  full: ModelAnswer | undefined;
  structure: ModelAnswer | undefined;
}

/** What a model is to be asked next about a definition, by what it answered so far; `undefined` when nothing is left to ask. */
export function nextQuestion(
  hash: string,
  definition: ToolDefinition,
  { full, structure }: Answers,
): Question | undefined {
  if (full === undefined) return { hash, look: 'full', alone: false };
  if (full.state === 'again') return { hash, look: 'full', alone: true };
  if (full.state === 'failed') return undefined;
  if (structure === undefined) {
    return needsSecondLook(readFacts(definition).facts, full.facts)
      ? { hash, look: 'structure', alone: false }
      : undefined;
  }
  return structure.state === 'again' ? { hash, look: 'structure', alone: true } : undefined;
}

/**
 * How much a definition needs a model, 0 most: the rules cannot tell, or there is text aimed at whoever judges; what the author
 * declares contradicts them; they are unsure; they are fairly sure; they are sure. `undefined` for a definition that cannot be read
 * whole, which stays Unclassified whatever a model says.
 */
export function urgency(definition: ToolDefinition): number | undefined {
  const { facts, incomplete } = readFacts(definition);
  if (incomplete !== undefined) return undefined;
  const { category, level, confidence } = decide(facts);
  if (category === 'Unclassified' || facts.some((fact) => fact.kind === 'hostile')) return 0;
  const hints = hintOpinion(definition);
  const author = [...(hints === undefined ? [] : [hints]), ...declaredOpinions(definition)];
  if (contradict([{ by: 'rules', says: category }, ...author], level)) return 1;
  return { low: 2, medium: 3, high: 4 }[confidence];
}

/** Definitions up to this urgency are asked about unless everything is. */
export const OPEN = 3;
