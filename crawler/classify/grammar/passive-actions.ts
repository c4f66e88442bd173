import { ADVERBS } from '../lexicon/function-words.ts';
import { singular } from '../lexicon/nouns.ts';
import type { Sense } from '../lexicon/senses.ts';
import { verbForm } from '../lexicon/verb-forms.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Sentence } from '../text/sentences.ts';
import type { Action } from './action.ts';
import type { Place } from './action-at.ts';

const BE = wordSet('is are gets get');
/** A sentence with one of these tells of a state, a condition or a term: "are deleted after 30 days". */
const CONDITIONS = wordSet(
  `if when unless until once that which who was were can cannot could may might must should not never no nothing none automatically already
   days hours minutes`,
);
/** What is told in the passive voice and must not be overlooked. */
const GRAVE: ReadonlySet<Sense> = new Set(['delete', 'remove']);
const RUN = wordSet('restart reboot stop kill shutdown redeploy');
const CHARGED = wordSet('customer card buyer payer client account subscriber');
/** Taking these out of a text changes how it is told, and nothing else. */
const STRIPPED = wordSet('space whitespace character punctuation markup html accent prefix suffix quote');
const LONGEST_SUBJECT = 7;
const QUOTE_LIMIT = 200;

/** "Once fetched, the backup is …": behind what the tool does itself. */
function isDone(words: Sentence['words'], at: number): boolean {
  return at === 0 && words[0]?.text === 'once' && verbForm(words[1]?.text ?? '')?.form === 'ed';
}

/** "The source records are deleted", "The customer is charged": what happens to something, said of the tool's own doing. */
export function passiveActions({ words, start, end }: Sentence, place: Place): Action[] {
  const at = words.slice(0, LONGEST_SUBJECT + 1).findIndex(({ text }) => BE.has(text));
  if (at < 1 || words.some(({ text }, i) => !isDone(words, i) && (CONDITIONS.has(text) || /^\d/.test(text)))) return [];
  let next = at + 1;
  while (ADVERBS.has(words[next]?.text ?? '') || words[next]?.text === 'be') next++;
  const word = words[next];
  const verb = verbForm(word?.text ?? '');
  if (word === undefined || verb?.form !== 'ed') return [];
  const object = words.slice(0, at).map(({ text }) => singular(text));
  if (verb.sense === 'remove' && STRIPPED.has(object.at(-1) ?? '')) return [];
  const sent = verb.base === 'send' && words[next + 1]?.text === 'to';
  const charged = verb.sense === 'pay' && object.some((noun) => CHARGED.has(noun));
  if (!GRAVE.has(verb.sense) && !RUN.has(verb.base) && !sent && !charged) return [];
  const rest = words.slice(next + 1, next + 8).map(({ text }) => singular(text));
  return [
    {
      verb: verb.base,
      sense: verb.sense,
      object,
      rest,
      where: 'near',
      certainty: 'likely',
      ...(sent ? { states: true } : {}),
      evidence: { field: place.pointer, quote: place.text.slice(start, end).trim().slice(0, QUOTE_LIMIT) },
    },
  ];
}
