import { unseenIn } from '../catalog/blank-text.ts';
import { hiddenCharacter } from '../catalog/hidden-characters.ts';

/** A sentence has one line: no control stands in it. */
const HIDDEN_IN_SENTENCE = hiddenCharacter(String.raw`\p{Cc}`);

/** Longer names are cut in sentences; the policy itself always carries them whole. */
const MAX_NAME = 100;

/**
 * Text of a policy or a server, made safe to stand on one line of a sentence, a terminal or a log: characters that
 * cannot be seen are written as escapes (`\u202e`), blanks where there is nothing else.
 */
export function visibleText(text: string): string {
  return text.replace(unseenIn(text, HIDDEN_IN_SENTENCE), unicodeEscape);
}

/** JSON.stringify has escaped the other controls of strings; those that are left are the layout. */
const HIDDEN_IN_JSON = hiddenCharacter(String.raw`\x7f-\x9f`);

/** JSON text for a page or a file that people read: the same value, spelled so that all of it can be seen. */
export function visibleJson(json: string): string {
  return json.replace(HIDDEN_IN_JSON, unicodeEscape);
}

/** A character as JavaScript and JSON escape it, one `\u…` per UTF-16 code unit. */
export function unicodeEscape(character: string): string {
  let escape = '';
  for (let unit = 0; unit < character.length; unit++) {
    escape += `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`;
  }
  return escape;
}

/** A tool name, counter or argument path in a sentence: visible, at most 100 characters, between backticks. */
export function codeName(name: string): string {
  const characters = Array.from(name);
  const cut = characters.length > MAX_NAME ? `${characters.slice(0, MAX_NAME).join('')}…` : name;
  return `\`${visibleText(cut).replaceAll('`', '\\u0060')}\``;
}
