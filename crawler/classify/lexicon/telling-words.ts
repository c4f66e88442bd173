import { derivedVerb } from './derived-nouns.ts';
import { isNoun, singular } from './nouns.ts';
import { verbForm } from './verb-forms.ts';
import { wordSet } from './word-set.ts';

/** Nouns that a verdict can hang on, beside those of the classes asked below. */
const NOUNS = wordSet(
  `token key private secret env environment variable code script shell bash command python javascript sql cypher statement query
   batch bulk all order refund payment charge transaction browser page url uri path file method action operation permission
   password passphrase mnemonic api auth cookie session`,
);

/** `true` for a folded word that a verdict can hang on: a verb, or a noun of the lexicon's weightier classes. */
export function isTelling(word: string): boolean {
  if (verbForm(word) !== undefined || derivedVerb(word) !== undefined) return true;
  const one = singular(word);
  return NOUNS.has(one) || isNoun(one, 'credential') || isNoun(one, 'access') || isNoun(one, 'statement');
}
