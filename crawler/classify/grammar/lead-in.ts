import { ADVERBS } from '../lexicon/function-words.ts';
import { verbForm } from '../lexicon/verb-forms.ts';
import type { Word } from '../text/words.ts';
import { wordSet } from '../lexicon/word-set.ts';

/** Who or what a sentence about a tool starts with: "This tool", "A simple API", "The endpoint". */
const SUBJECTS =
  wordSet(`tool function endpoint method command api operation action service utility call server mcp it this which helper request
   program script module component interface feature wrapper you we users agents`);
const OPENERS = wordSet('this the a an our use using it you we tool api function');
/** Words between the subject and the verb that carry no effect of their own. */
const CARRIERS =
  wordSet(`is are used use useful to for will can could may be allow allows allowing let lets enable enables enabling help helps you
   users user agents agent ai llm llms clients the that which designed able ability intended when want need wants needs
   this these your capability capable must should attempts attempt tries try
   meant responsible for functionality means way the tool it an interface simple ways`);
/** Words that introduce a verb only with somebody who may do it, or with what may be done. */
const LETS = wordSet('enable enables allow allows let lets');
/** The last word before a verb that makes the next word one. */
const VERB_MAKERS = wordSet('to will can may could you users agents for that which');

/** "Provides the ability to …": what is provided is the verb that follows. */
const PROVIDES = wordSet('provide provides offers offer supports support gives give has');
const ABILITIES = wordSet(`ability way ways capability capabilities functionality means interface option tools`);

export interface LeadIn {
  /** Index of the first word that is none of the lead-in. */
  at: number;
  /** `true` when the lead-in leaves no doubt that a verb follows. */
  verbFollows: boolean;
}

/**
 * Skips what stands before the verb of a sentence: adverbs ("Permanently deletes …"), and phrases that only introduce it
 * ("This tool allows you to …", "Use this to …", "API for …ing").
 */
export function skipLeadIn(words: readonly Word[], from: number): LeadIn {
  let at = skipAdverbs(words, from);
  at = skipLabel(words, at);
  const first = words[at]?.text;
  let verbFollows = false;
  if (first !== undefined && (OPENERS.has(first) || SUBJECTS.has(first) || CARRIERS.has(first))) {
    const carried = carry(words, at);
    if (carried > at) {
      const last = words[carried - 1]?.text ?? '';
      verbFollows = VERB_MAKERS.has(last) || (LETS.has(last) && verbForm(words[carried]?.text ?? '')?.form === 'ing');
      at = carried;
    }
  }
  at = skipAdverbs(words, at);
  return { at, verbFollows };
}

function provides(words: readonly Word[], at: number): boolean {
  return PROVIDES.has(words[at]?.text ?? '') && words.slice(at + 1, at + 5).some(({ text }) => ABILITIES.has(text));
}

/** "Jira tool for …", "Acme Cloud API to …": up to two words of a product before what introduces the verb. */
function skipLabel(words: readonly Word[], from: number): number {
  if (verbForm(words[from]?.text ?? '') !== undefined) return from;
  for (let at = from + 1; at <= from + 2; at++) {
    const next = words[at + 1]?.text ?? '';
    if (SUBJECTS.has(words[at]?.text ?? '') && (next === 'for' || next === 'to' || next === 'that')) return at;
  }
  return from;
}

/** The index behind the longest run of introducing words, or `from` when the sentence is about something else. */
function carry(words: readonly Word[], from: number): number {
  if (LETS.has(words[from]?.text ?? '') && !letsDo(words, from)) return from;
  let at = from;
  let adjectives = 0;
  while (at < words.length && at - from < 14) {
    const word = words[at]?.text ?? '';
    if (OPENERS.has(word) || SUBJECTS.has(word) || CARRIERS.has(word) || ADVERBS.has(word) || provides(words, at)) {
      adjectives = 0;
      at++;
    } else if (at > from && adjectives < 2 && subjectAhead(words, at) && OPENERS.has(words[from]?.text ?? '')) {
      adjectives++;
      at++;
    } else break;
  }
  return at;
}

/** "Enables you to …", "Allows editing": not "Enable the maintenance mode". */
function letsDo(words: readonly Word[], at: number): boolean {
  return words
    .slice(at + 1, at + 7)
    .some(({ text }, i) => text === 'to' || text === 'you' || (i === 0 && verbForm(text)?.form === 'ing'));
}

/** "A simple file tool to …": up to two other words may stand before the subject. */
function subjectAhead(words: readonly Word[], at: number): boolean {
  return [1, 2].some((step) => SUBJECTS.has(words[at + step]?.text ?? ''));
}

function skipAdverbs(words: readonly Word[], from: number): number {
  let at = from;
  while (at < words.length && ADVERBS.has(words[at]?.text ?? '')) at++;
  return at;
}
