/** The set of the words of a text, for lists that read better as text than as one literal per line. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
