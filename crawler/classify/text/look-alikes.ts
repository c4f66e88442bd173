/**
 * Letters that look like Latin ones, and the Latin letter that each looks like: Cyrillic, Greek, Armenian, Cherokee, phonetic
 * small capitals. Capitals stand apart from small letters, since the same letter can look like another one in its other
 * case. Only the basic alphabet is worth it: that is what the verb lexicon is written in. Compare Unicode's confusables
 * (https://www.unicode.org/reports/tr39/).
 */
const ROWS = `a аαɑᴀАΑᎪ|b вʙВΒᏴ|c сᴄСϲϹᏟ|d ԁᴅᎠ|e еεᴇЕΕᎬ|f ꜰϝ|g ɡցɢᏀ|h һнհʜНΗᎻ|i іιıɪІΙᎥ|j јᴊЈᎫ|k кκᴋКΚᏦ|l ӏⅼʟᏞ|
  m мᴍМΜᎷ|n пνոռɴΝ|o оοօᴏОΟՕ|p рρᴘРΡᏢ|q ԛգզ|r гʀᎡᏒ|s ѕꜱЅᏚՏ|t тτᴛТΤᎢ|u υսᴜ|v ѵᴠᏙѴ|w ωԝѡᴡԜᎳ|x хХΧ|
  y уүγʏУΥҮ|z ᴢΖᏃ`;

const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  ROWS.split('|').flatMap((row) => {
    const [latin = '', letters = ''] = row.trim().split(' ');
    return Array.from(letters, (letter): [string, string] => [letter, latin]);
  }),
);

/** Negative squared and circled letters, which have no compatibility form: 🅐, 🅰. */
const NEGATIVE: readonly [number, number][] = [
  [0x1f150, 0x1f169],
  [0x1f170, 0x1f189],
];

/** The small Latin letter that a letter looks like; `undefined` for all others. */
export function latinOf(letter: string): string | undefined {
  const found = LOOK_ALIKES.get(letter);
  if (found !== undefined) return found;
  const code = letter.codePointAt(0) ?? 0;
  const range = NEGATIVE.find(([from, to]) => code >= from && code <= to);
  return range === undefined ? undefined : String.fromCharCode(97 + ((code - range[0]) % 26));
}
