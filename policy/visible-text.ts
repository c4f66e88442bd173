/** Control, format (bidi) and separator characters, and lone surrogates: they hide, reorder or end a line. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Longer names are cut in sentences; the policy itself always carries them whole. */
const MAX_NAME = 100;

/**
 * Text of a policy or a server, made safe to stand on one line of a sentence, a terminal or a log: characters that
 * cannot be seen are written as escapes (`\u202e`).
 */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, (character) =>
    Array.from(character, (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`).join(''),
  );
}

/** A tool name, counter or argument path in a sentence: visible, at most 100 characters, between backticks. */
export function codeName(name: string): string {
  const characters = Array.from(name);
  const cut = characters.length > MAX_NAME ? `${characters.slice(0, MAX_NAME).join('')}…` : name;
  return `\`${visibleText(cut).replaceAll('`', '\\u0060')}\``;
}
