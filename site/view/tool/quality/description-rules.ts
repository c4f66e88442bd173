import type { QualityRule } from './quality-rule.ts';

/** Longer descriptions are cut or refused by some model providers. */
const LONGEST = 1_024;
/** Fewer words than these hardly tell what a tool does and when to use it. */
const FEWEST_WORDS = 3;

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

export const descriptionRules: readonly QualityRule[] = [
  {
    id: 'no-description',
    notice: ({ description = '' }) => (description.trim() === '' ? 'The tool has no description' : undefined),
    reason: 'Only the name then tells a model what the tool does, and a wrong guess is a wrong call.',
    fix: 'Say in a sentence or two what it does, on what, and what it returns.',
  },
  {
    id: 'description-says-little',
    notice({ name, description = '' }) {
      const text = description.slice(0, 500).trim();
      if (text === '' || description.length > 500) return undefined;
      if (bare(text) === bare(name.slice(0, 500))) return 'The description only repeats the name';
      // Scripts that are written without spaces are not counted by spaces.
      const spaced = !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u.test(text);
      return spaced && text.split(/\s+/).length < FEWEST_WORDS
        ? `The description has fewer than ${FEWEST_WORDS} words`
        : undefined;
    },
    reason: 'It does not help a model to tell the tool from others, or to know when not to call it.',
    fix: 'Say what it does, on what, what it returns, and when another tool is the right one.',
  },
  {
    id: 'overlong-description',
    notice: ({ description = '' }) =>
      description.length > LONGEST
        ? `The description has ${description.length.toLocaleString('en')} characters, more than ${LONGEST.toLocaleString('en')}`
        : undefined,
    reason:
      'It is sent to the model in every conversation, whether or not the tool is used, and some providers cut or refuse it.',
    fix: 'Keep what is needed to choose the tool, and move details of arguments into their own descriptions.',
  },
];
