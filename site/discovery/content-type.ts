import { SERVED_AS } from './served-as.ts';

/** Files of text by their endings; a host that names no character set leaves the reader to guess it. */
const TEXTS: readonly [ending: RegExp, type: string][] = [
  [/\.md$/, 'text/markdown'],
  [/\.csv$/, 'text/csv'],
  [/\.css$/, 'text/css'],
  [/\.js$/, 'text/javascript'],
  [/(?:\.txt|\/SHA256SUMS)$/, 'text/plain'],
];

/** The type that a published file is served with, by its path; `undefined` where every server knows it by the ending. */
export function contentType(path: string): string | undefined {
  const stated = SERVED_AS.findLast(({ pattern, type }) => type !== undefined && fits(pattern, path))?.type;
  if (stated !== undefined) return stated;
  if (path.endsWith('.gz')) return 'application/gzip';
  const text = TEXTS.find(([ending]) => ending.test(path))?.[1];
  return text && `${text}; charset=utf-8`;
}

const fits = (pattern: string, path: string): boolean =>
  pattern.endsWith('/*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
