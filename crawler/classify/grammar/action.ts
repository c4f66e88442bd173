import type { Certainty } from '../../../catalog/model/fact.ts';
import type { Evidence } from '../../../catalog/model/classification.ts';
import type { Sense } from '../lexicon/senses.ts';

/** A verb that a definition uses of its tool, with what it is done to. */
export interface Action {
  verb: string;
  sense: Sense;
  /** The direct object, folded and singular, the head noun last; empty when there is none. */
  object: string[];
  /** What follows the object in the same phrase: "from the playlist", "of the current user". */
  rest: string[];
  /**
   * Where it was read: the name, a title, the first sentence that has a verb (`head`), the opening of one of the first
   * sentences (`near`), any other place of the description (`later`), a value to choose.
   */
  where: 'name' | 'title' | 'head' | 'near' | 'later' | 'value';
  certainty: Certainty;
  /** `true` for a verb of a name or value that has nothing behind it; its object, if any, stands before it. */
  bare?: boolean;
  /** `true` for a verb that is done to "it" or "them". */
  pronoun?: boolean;
  /** `true` for a verb in the third person that opens its sentence: it speaks of the tool itself, wherever it stands. */
  states?: boolean;
  evidence: Evidence;
}
