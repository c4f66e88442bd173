import type { Sense } from '../lexicon/senses.ts';
import { SENSES } from '../lexicon/senses.ts';
import { SPACED_VERBS, UNSPACED_VERBS } from '../lexicon/world-verbs.ts';
import type { Sentence } from '../text/sentences.ts';
import type { Action } from './action.ts';
import type { Place } from './sentence-actions.ts';

const SPACED = senseOf(SPACED_VERBS);
const UNSPACED = senseOf(UNSPACED_VERBS);
/** Longest stems first, so that a longer word is not read as the shorter one that it starts with. */
const STEM = new RegExp([...UNSPACED.keys()].sort((a, b) => b.length - a.length).join('|'), 'g');
const NOT_ASCII = /[\u0080-\uffff]/;
/** Korean and Japanese put the verb last; Chinese puts it first. */
const VERB_LAST = /[\u3040-\u30ff\uac00-\ud7af]/;
const EDGE_WORDS = 3;

/** Reads the verb of a sentence in another language than English; objects are not told apart. */
export function worldActions(sentence: Sentence, place: Place): Action[] {
  const text = place.text.slice(sentence.start, sentence.end);
  const spaced = spacedVerb(sentence);
  if (spaced !== undefined) return [toAction(spaced.sense, place, spaced.start, spaced.end)];
  if (!NOT_ASCII.test(text)) return [];
  const stems = Array.from(text.matchAll(STEM));
  const main = VERB_LAST.test(text) ? stems.at(-1) : stems[0];
  if (main === undefined) return [];
  const start = sentence.start + main.index;
  return [toAction(UNSPACED.get(main[0]) ?? 'read', place, start, start + main[0].length)];
}

/** The verb among the first words, or, as Turkish has it, among the last. */
function spacedVerb({ words }: Sentence): { sense: Sense; start: number; end: number } | undefined {
  const edge = [...words.slice(0, EDGE_WORDS), ...words.slice(-EDGE_WORDS).toReversed()];
  for (const word of edge) {
    const sense = SPACED.get(word.text);
    if (sense !== undefined) return { sense, start: word.start, end: word.end };
  }
  return undefined;
}

function toAction(sense: Sense, place: Place, start: number, end: number): Action {
  return {
    verb: sense,
    sense,
    object: [],
    rest: [],
    where: 'later',
    certainty: 'likely',
    evidence: { field: place.pointer, quote: place.text.slice(start, end) },
  };
}

function senseOf(lists: Partial<Record<Sense, string>>): Map<string, Sense> {
  const senses = new Map<string, Sense>();
  for (const sense of SENSES) for (const word of lists[sense]?.split(/\s+/) ?? []) senses.set(word, sense);
  return senses;
}
