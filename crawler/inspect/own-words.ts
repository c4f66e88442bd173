/** Identifiers of several words, in prose: `create_issue`, `resolve-library-id`, `getUser`. A plain word says nothing. */
const IDENTIFIER =
  /[A-Za-z][A-Za-z0-9]{0,60}(?:[_-][A-Za-z0-9]{1,60}){1,12}|[a-z][a-z0-9]{1,60}(?:[A-Z][a-z0-9]{1,60}){1,12}/g;
/** Longer texts are read in part; no definition speaks of more tools than stand in this. */
const LONGEST = 50_000;

/** An identifier that a text mentions. */
export interface Mention {
  name: string;
  start: number;
}

/** The identifiers of a text, in order. */
export function identifiersIn(text: string): Mention[] {
  return Array.from(text.slice(0, LONGEST).matchAll(IDENTIFIER), (match) => ({ name: match[0], start: match.index }));
}

/** The words of a name in any casing, in lower case. */
export function tokensOf(name: string): string[] {
  return name
    .slice(0, 200)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '');
}
