import type { Fact } from '../../../catalog/model/fact.ts';
import { DETERMINERS } from '../lexicon/function-words.ts';
import type { Action } from '../grammar/action.ts';
import { wordSet } from '../lexicon/word-set.ts';

/** What holds things, rather than the things: "a list of invoices", "details about a customer". */
const HOLDERS = wordSet(
  'list detail information info content result collection set array data summary copy overview all page one body text full history',
);
/** Between a holder and what it holds. */
const OF = wordSet('of for about from in with');
/** How much of what a holder holds is read. */
const HELD = 3;
/** Words that speak of an answer before they say of what. */
const QUALIFIERS = wordSet('detailed paginated available specific single current own your my recent latest new');

/** Verbs of reading that give back a figure or a verdict and not the data. */
const FIGURES = wordSet('count validate verify check estimate measure convert format lint');

/** The words that say what an action reads: its object, or what follows "a list of", the head noun last. */
export function readPhrase({ object, rest }: Action): string[] {
  const words = object.filter((word) => !QUALIFIERS.has(word));
  while (words.length > 1 && HOLDERS.has(words.at(-1) ?? '')) words.pop();
  const held = words.length === 0 || (words.length === 1 && HOLDERS.has(words[0] ?? ''));
  if (!held) return words;
  const start = OF.has(rest[0] ?? '') ? 1 : 0;
  const behind = rest
    .slice(start)
    .filter((word) => !QUALIFIERS.has(word) && !DETERMINERS.has(word))
    .slice(0, HELD);
  return behind.length > 0 ? behind : words;
}

/** The fact that a call returns data of a kind, for every reading action whose phrase is about it. */
export function dataRead(
  actions: readonly Action[],
  isAbout: (phrase: readonly string[], action: Action) => boolean,
  rule: string,
  value: (Fact & { kind: 'data' })['value'],
): Fact[] {
  return actions
    .filter(
      (action) =>
        action.sense === 'read' &&
        !FIGURES.has(action.verb) &&
        action.where !== 'later' &&
        action.where !== 'near' &&
        isAbout(readPhrase(action), action),
    )
    .map(({ evidence }) => ({ kind: 'data', value, rule, certainty: 'likely', evidence: [evidence] }));
}
