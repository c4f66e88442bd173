/** The words of an option or a variable in lower case, with one space between: `READ_ONLY`, `--readOnly` are `read only`. */
export function wordsOfName(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}
