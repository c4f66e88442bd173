import type { QualityRule } from './quality-rule.ts';

/** Words that say that something happens, and not what. A name of nothing else tells a model nothing. */
const EMPTY_WORDS = new Set(
  'action api call data default do exec execute function get handle helper info invoke item job main manage method object op operate operation perform process request run set start task thing tool use util value'.split(
    ' ',
  ),
);
const LONGEST_NAME = 64;
const PORTABLE = /^[A-Za-z0-9_-]+$/;

/** The words of a name: `getData2` is `get`, `data`, `2`. */
const wordsOf = (name: string): string[] =>
  name
    .slice(0, 200)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .match(/\p{L}+|\p{N}+/gu) ?? [];

export const nameRules: readonly QualityRule[] = [
  {
    id: 'vague-name',
    notice({ name }) {
      const words = wordsOf(name);
      const vague = words.length > 0 && words.every((word) => EMPTY_WORDS.has(word) || /^\p{N}+$/u.test(word));
      return vague || name.length === 1 ? 'The name does not say what the tool does' : undefined;
    },
    reason:
      'A model chooses among many tools by their names first, and a person reads the name when asked to approve a call.',
    fix: 'Name the action and what it acts on, such as `list_invoices`.',
  },
  {
    id: 'name-not-portable',
    notice({ name }) {
      if (name.length > LONGEST_NAME) return `The name is longer than ${LONGEST_NAME} characters`;
      return PORTABLE.test(name) ? undefined : 'The name has characters other than letters, digits, `_` and `-`';
    },
    reason: `Model providers accept such names only, up to ${LONGEST_NAME} characters; clients must rename others or leave the tool out.`,
    fix: 'Use ASCII letters, digits, `_` and `-`. A title may be written in any script.',
  },
];
