import { isNoun, singular } from '../../lexicon/nouns.ts';
import type { Rule } from '../rule.ts';

/** How far into the first sentence a noun of data is looked for. */
const WORDS = 10;

/** No verb anywhere, but a name or heading that only names data: reading, and only as a weak fact. */
export const nounPhrase: Rule = ({ actions, nameWords, name, sentences, description }) => {
  if (actions.length > 0) return {};
  const last = nameWords.at(-1);
  const data = sentences[0]?.words
    .slice(0, WORDS)
    .find(({ text }, at, words) => isNoun(singular(text), 'data') && !isAside(text, words[at - 1]?.text));
  const evidence =
    data !== undefined
      ? { field: '/description', quote: description.slice(data.start, data.end) }
      : last !== undefined && isNoun(singular(last.text), 'data')
        ? { field: '/name', quote: name.slice(last.start, last.end) }
        : undefined;
  return evidence === undefined
    ? {}
    : { facts: [{ kind: 'effect', value: 'read', rule: 'noun-phrase', certainty: 'weak', evidence: [evidence] }] };
};

/** "For example" introduces one and names nothing. */
function isAside(word: string, before: string | undefined): boolean {
  return word === 'example' && before === 'for';
}
