/** Names in a list are cut here; the whole name is in the definition. */
const LONGEST = 60;
const MOST = 5;

/**
 * A name or text of theirs for a sentence of ours, between backticks: what reads the sentence knows by them which words are
 * not ours, so it holds none itself.
 *
 * @param longest characters that are shown of it; all when absent
 */
export function named(text: string, longest = Infinity): string {
  const line = text.replaceAll(/[\s`]+/g, ' ');
  return `\`${line.length > longest ? `${line.slice(0, longest).toWellFormed()}…` : line}\``;
}

/** Names of arguments or values for a sentence of ours: `path`, `output` and 3 more. */
export function namedList(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, MOST).map((name) => named(name, LONGEST));
  const more = distinct.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
