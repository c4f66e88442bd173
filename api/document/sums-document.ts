/** Folder that the names are relative to. */
const FOLDER = '/api/v1/';

/** Checksums in the form of `sha256sum`, by name; what stands elsewhere is left out. */
export function sumsDocument(sums: ReadonlyMap<string, string>): string {
  return Array.from(sums)
    .filter(([url]) => url.startsWith(FOLDER))
    .map(([url, hash]) => `${hash}  ${url.slice(FOLDER.length)}\n`)
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1))
    .join('');
}
