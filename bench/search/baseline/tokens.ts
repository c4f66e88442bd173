/** Longest token in characters: a name may be a thousand, and nobody types more. */
const LONGEST = 24;
/** Most tokens of one text. */
const MOST = 24;

/**
 * The words of a name, lower case: split at everything that is no letter or digit, and at camel case. `createPDF_file` gives
 * `create`, `pdf`, `file`.
 */
export function tokens(text: string): string[] {
  const words = text
    .slice(0, 1000)
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return [...new Set(words ?? [])].map((word) => Array.from(word).slice(0, LONGEST).join('')).slice(0, MOST);
}
