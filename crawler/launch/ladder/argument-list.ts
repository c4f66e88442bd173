import { dummyValue } from '../dummies.ts';
import { isNarrowing } from './narrowing.ts';

const ARGUMENTS = 20;
/** What authors write where the reader's own value belongs. */
const BLANK =
  /[<>[\]{}$…]|your|xxx|\.\.\.|example|placeholder|changeme|path\/to|\/users?\/|\/home\/|^[~/]|^[a-z]:\\|\*\*\*|replace|_here\b/i;
/** Switches and sub-commands that print or do something and end. */
const ENDS =
  /^(-h|-v|-V|-\?|(--?)?(help|version|init|setup|install|login|logout)|auth|config|configure|test|doctor|update)$/;

/** Whether an argument makes a program do something else than to serve. */
export const isEnding = (word: string) => ENDS.test(word);

/** Arguments that can be passed, and whether one of their values was made up. */
export interface ArgumentList {
  arguments: string[];
  madeUp: boolean;
}

/**
 * The arguments of an example as a start can use them: values that are blanks to be filled in become placeholders; options
 * that may narrow the list or choose another transport are left out with their values; `--transport stdio` stays.
 *
 * @returns `undefined` when the example does something else than to serve
 */
export function usableArguments(words: readonly string[]): ArgumentList | undefined {
  const list: ArgumentList = { arguments: [], madeUp: false };
  const add = (name: string, value: string): string => {
    if (!BLANK.test(value)) return value;
    list.madeUp = true;
    return dummyValue({ name, placeholder: value });
  };
  for (let i = 0; i < Math.min(words.length, ARGUMENTS); i++) {
    const word = words[i]!;
    if (word.includes('\0') || word.length > 500) return undefined;
    if (isEnding(word)) return undefined;
    const [, flag, joined] = /^(--?[A-Za-z][\w.-]{0,60})(?:=(.*))?$/s.exec(word) ?? [];
    if (flag === undefined) {
      list.arguments.push(add(word, word));
      continue;
    }
    const next = words[i + 1];
    const separate = joined === undefined && next !== undefined && !next.startsWith('-') ? next : undefined;
    const value = joined ?? separate;
    if (isNarrowing(flag) && !/^stdio$/i.test(value ?? '') && !/stdio/i.test(flag)) {
      // Only an option that surely takes a value takes the next word along: `--read-only start` keeps its sub-command.
      if (separate !== undefined && takesValue(flag)) i += 1;
      continue;
    }
    if (joined !== undefined) {
      list.arguments.push(`${flag}=${add(flag, joined)}`);
    } else {
      list.arguments.push(flag);
      if (separate !== undefined) {
        list.arguments.push(add(flag, separate));
        i += 1;
      }
    }
  }
  return list;
}

/** Whether an option is one that is left out together with the word behind it. */
const takesValue = (flag: string) =>
  /port|host|transport|tools?|features?|tool-?sets?|scopes?|categor|groups?|presets?|profile|include|exclude|filter/i.test(
    flag,
  ) && !/^--?(no-|enable-|disable-)/.test(flag);
