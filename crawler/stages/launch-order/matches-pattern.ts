/**
 * Whether a name fits what an operator typed: a part of it, or with `*` (any text) or `?` (one character) the whole. Upper and
 * lower case are the same. Needs time in proportion to the two lengths multiplied, whatever the pattern.
 */
export function matchesPattern(name: string, pattern: string): boolean {
  const text = name.toLowerCase();
  const wanted = pattern.toLowerCase();
  return /[*?]/.test(wanted) ? matchesWhole(text, wanted) : text.includes(wanted);
}

function matchesWhole(text: string, pattern: string): boolean {
  let [at, expected] = [0, 0];
  /** The last `*`, and where in the text what follows it was tried. */
  let star: { pattern: number; text: number } | undefined;
  while (at < text.length) {
    if (pattern[expected] === '*') {
      star = { pattern: expected, text: at };
      expected += 1;
    } else if (pattern[expected] === '?' || pattern[expected] === text[at]) {
      at += 1;
      expected += 1;
    } else if (star !== undefined) {
      star.text += 1;
      at = star.text;
      expected = star.pattern + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(expected));
}
