import { JAIL_HOME } from '../../../jail/jail.ts';

/** What a text says of the shape of a value; the first row that matches and gives something new counts. */
const SHAPES: [pattern: RegExp, value: (match: RegExpExecArray) => string][] = [
  // `must start with "abc_"`
  [
    /(?:start|begin)s?(?:ing)? with:? [`'"“]?([\w:/.-]{1,20})[`'"”]?/i,
    ([, prefix]) => `${prefix}${'placeholder0'.repeat(4)}`,
  ],
  // `expected ab_*`
  [
    /(?:expected|format)[^\n]{0,20}?[`'"“ ]([A-Za-z]{2,10}[_-])(?:\*|\.\.\.|…|x{3,})/i,
    ([, prefix]) => `${prefix}${'placeholder0'.repeat(4)}`,
  ],
  // `one of: a, b`; `expected 'a' | 'b'`
  [
    /(?:one of|expected|allowed values?|choices?):?\s*[[({]?\s*[`'"]([\w.-]{1,40})[`'"]\s*(?:,|\||or)/i,
    ([, choice]) => choice!,
  ],
  [/one of:?\s*[[({]?\s*([\w.-]{1,40})\s*(?:,|\|)/i, ([, choice]) => choice!],
  // `a valid URL (e.g. https://<tenant>.example.com)`
  [
    /https?:\/\/[\w.-]{0,100}(?:<[\w -]{1,40}>|\{[\w -]{1,40}\}|\[[\w -]{1,40}\])[\w.:/-]{0,200}/,
    ([example]) => example.replace(/[<{[][\w -]{1,40}[>}\]]/g, 'placeholder').replace(/[.:/-]+$/, ''),
  ],
  [/\be-?mail\b/i, () => 'user@placeholder.invalid'],
  [/\buuid\b|\bguid\b/i, () => '00000000-0000-4000-8000-000000000000'],
  [
    /\b(valid|absolute|full|proper) ur[il]\b|\bur[il] (is )?(invalid|malformed)\b|invalid ur[il]|\bhttps?:\/\/|must be a ur[il]/i,
    () => 'https://placeholder.invalid',
  ],
  [/(valid|invalid|parse|malformed)[^\n]{0,30}json|json[^\n]{0,30}(valid|parse|malformed)/i, () => '{}'],
  [/(must be|expected|valid|invalid|not) (an? )?(positive )?(number|integer|numeric|int)\b/i, () => '1'],
  [/(must be|expected|valid|invalid|not) (an? )?boolean|true or false|['"]true['"]/i, () => 'true'],
  [/base64/i, () => Buffer.from('placeholder').toString('base64')],
  [
    /(valid|absolute|existing)[^\n]{0,20}(path|directory|folder)|(directory|folder|path)[^\n]{0,60}(not exist|not found|invalid)/i,
    () => JAIL_HOME,
  ],
  [
    /at least (\d{1,3}) char|(\d{1,3})[- ]char(acter)?s?\b|length (?:of )?(\d{1,3})\b/i,
    ([, a, b, c]) => '0'.repeat(Math.min(Number(a ?? b ?? c), 128)),
  ],
  [/hex(adecimal)?\b/i, () => '0'.repeat(64)],
];

/**
 * A value in the shape that a server asks for in its own words.
 *
 * @param refused the value that it did not like; never given again
 */
export function valueFromComplaint(text: string, refused: string): string | undefined {
  if (text === '') return undefined;
  for (const [pattern, value] of SHAPES) {
    const match = pattern.exec(text);
    const made = match === null ? refused : value(match);
    if (made !== refused && made !== '') return made;
  }
  return undefined;
}
