/** The blocks of scripts that are written from right to left, https://www.unicode.org/reports/tr9/ and DerivedBidiClass.txt. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * `rtl` for a text whose first letter is of a script that is written from right to left, else nothing. For the block that shows
 * it: `dir="auto"` on a block does not look into `bdi` inside it, and takes the name of a hidden character for text.
 */
export function textDirection(text: string): 'rtl' | undefined {
  const letter = /\p{L}/u.exec(text)?.[0];
  return letter !== undefined && RIGHT_TO_LEFT.test(letter) ? 'rtl' : undefined;
}
