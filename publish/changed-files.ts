import { sha256 } from '../catalog/definition-hash.ts';
import { CHANGED_FILES } from '../api/paths.ts';
import type { ChangedFile, OutputDirectory } from '../output/output-directory.ts';

/** Files in the list. Whoever finds no date in it that he knows fetches everything, which is then about as much. */
const MOST = 100_000;

const FILE = CHANGED_FILES.slice(1);

/** Kinds of files by the beginning or end of their paths; the first that fits. */
const KINDS: readonly [RegExp, string][] = [
  [/^api\/v1\/servers\//, 'server'],
  [/^api\/v1\/policies\//, 'policy'],
  [/^api\/v1\//, 'document'],
  [/^schemas\//, 'schema'],
  [/^sitemap/, 'sitemap'],
  [/\.html$/, 'page'],
  [/\.md$/, 'markdown'],
  [/^search\//, 'search'],
  [/\.(?:png|svg)$/, 'image'],
];

/** Keeps the list from being pruned as a file that nobody wants: it is written after that, when all else is in place. */
export const keepChangedFiles = (output: OutputDirectory): void => void output.isCurrent(FILE, '');

/**
 * Publishes which files of the folder changed last, so that a mirror or an upload takes only those. It tells of this folder:
 * its dates are those on which bytes changed here, unlike all other files, whose bytes follow from the data.
 *
 * @param changed whether this pass changed anything; otherwise the list stays
 * @returns how many files changed: this one or none
 */
export function writeChangedFiles(output: OutputDirectory, changed: boolean): number {
  if (!changed && output.factsOf(FILE) !== undefined) return 0;
  const rows = output.changed(MOST).filter(({ path }) => path !== FILE);
  const content = ['lastmod,path,kind', ...rows.map(rowOf)].join('\n');
  return Number(output.write(FILE, sha256(content), `${content}\n`) === 'written');
}

/** Paths begin with `/`, so that no table program takes one for a formula. */
const rowOf = ({ path, at, removed }: ChangedFile): string =>
  `${at},${field(`/${path}`)},${removed ? 'removed' : kindOf(path)}`;

const kindOf = (path: string): string => KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? 'file';

/** As in RFC 4180. */
const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
