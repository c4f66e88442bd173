/**
 * Which characters cannot be seen: said here once, for the pages, the search, policies, the API and the detection of hidden
 * text. All are classes for a pattern with the flag `u`.
 */

/**
 * What is drawn as nothing: what Unicode says to draw so (joiners, fillers, marks of direction, variation selectors, tags), marks
 * around annotations, and the blank ones among signs: of Braille, and of musical notes.
 */
export const DRAWN_AS_NOTHING = String.raw`\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\u2800\u{1d159}`;

/** The same, what orders a text or ends a line, and halves of characters. Controls are apart: some are at home where text has lines. */
export const UNSEEN = String.raw`${DRAWN_AS_NOTHING}\p{Cf}\p{Zl}\p{Zp}\p{Cs}`;

/** The style of an emoji (`❤️`, `1️⃣`) and what joins two to one (`👩‍👧`) hide nothing where they stand. */
const PART_OF_EMOJI = [
  String.raw`\p{Extended_Pictographic}[\ufe0e\ufe0f]`,
  String.raw`[0-9#*]\ufe0f(?=\u20e3)`,
  String.raw`(?:\p{Extended_Pictographic}\ufe0f?|\p{Emoji_Modifier})\u200d(?=\p{Extended_Pictographic})`,
].join('|');

/**
 * A pattern of one character that a reader would not see.
 *
 * @param controls those that count as well, as a class: which of them are harmless depends on where the text stands
 */
export const hiddenCharacter = (controls: string): RegExp =>
  new RegExp(`[${UNSEEN}${controls}](?<!${PART_OF_EMOJI})`, 'gu');
