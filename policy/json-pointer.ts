/**
 * The RFC 6901 pointer of a place in a JSON document. Tool names are free text, so `~` and `/` in them are escaped.
 *
 * @param path member names and array indices from the root; the empty path gives `''`, the whole document
 */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
