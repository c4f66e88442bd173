/** Names in a sentence are cut here; the whole name is in the definition. */
const LONGEST = 60;
const MOST = 5;

/** Names of arguments or values for a sentence of ours: `path`, `output` and 3 more. */
export function namedList(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, MOST).map((name) => {
    const line = name.replaceAll(/[\s`]+/g, ' ');
    return `\`${line.length > LONGEST ? `${line.slice(0, LONGEST).toWellFormed()}…` : line}\``;
  });
  const more = distinct.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
