import { derivedVerb, isDoer } from '../lexicon/derived-nouns.ts';
import { PREPOSITIONS } from '../lexicon/function-words.ts';
import { singular } from '../lexicon/nouns.ts';
import { type VerbForm, verbForm } from '../lexicon/verb-forms.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Sentence } from '../text/sentences.ts';
import { type Word, nameWords } from '../text/words.ts';
import type { Action } from './action.ts';
import { skipLeadIn } from './lead-in.ts';
import type { Place } from './action-at.ts';

/** How far into a sentence its heading is looked for. */
const HEADING_WORDS = 8;
const CONVERTS = new Set(['to', '2']);
/** Turning something into these makes a thing that is kept. */
const MADE = wordSet('speech audio video voice music song sound file pdf docx pptx ppt excel presentation podcast');
/** A doer in the middle of a heading is part of a name: "Event Manager healthcheck". */
const TOOLS = wordSet('tool assistant api agent server service utility');

/**
 * What a name without a verb says by a noun that is made from one (`image_generation`, `file_deleter`), or by naming what
 * goes in and what comes out (`rss_to_md`). Such nouns name a tool more than they tell what it does, so they settle little.
 */
export function derivedNameActions(text: string, pointer: string, where: 'name' | 'title'): Action[] {
  const words = nameWords(text);
  const last = words.at(-1);
  const verb = derivedVerb(last?.text ?? '');
  const at = words.findIndex((word) => CONVERTS.has(word.text));
  const evidence = { field: pointer, quote: text.slice(0, 200) };
  if (verb !== undefined) {
    return [{ ...weak(verb), object: words.slice(0, -1).map(toNoun), where, evidence }];
  }
  if (at <= 0 || last === undefined || at === words.length - 1) return [];
  const made = MADE.has(last.text) ? verbForm('generate') : verbForm('convert');
  return made === undefined ? [] : [{ ...weak(made), object: [toNoun(last)], where, evidence }];
}

/** What the heading of a description says by such a noun: "Code generation", "Hierarchical clustering dendrogram". */
export function derivedSentenceActions({ words }: Sentence, place: Place): Action[] {
  const { at: from } = skipLeadIn(words, 0);
  const end = words.findIndex((word, i) => i >= from && PREPOSITIONS.has(word.text));
  const heading = words.slice(from, Math.min(end === -1 ? words.length : end, from + HEADING_WORDS));
  const at = heading.findIndex(
    ({ text }, i) =>
      derivedVerb(text) !== undefined &&
      (!isDoer(text) || i === heading.length - 1 || TOOLS.has(heading[i + 1]?.text ?? '')),
  );
  const word = heading[at];
  const verb = derivedVerb(word?.text ?? '');
  if (word === undefined || verb === undefined) return [];
  const start = heading[Math.max(0, at - 3)]?.start ?? word.start;
  return [
    {
      ...weak(verb),
      object: heading.slice(0, at).map(toNoun),
      where: 'head',
      evidence: { field: place.pointer, quote: place.text.slice(start, word.end).slice(0, 200) },
    },
  ];
}

function weak({ base, sense }: VerbForm): Pick<Action, 'verb' | 'sense' | 'rest' | 'certainty'> {
  return { verb: base, sense, rest: [], certainty: 'weak' };
}

function toNoun({ text }: Word): string {
  return singular(text);
}
