import { CHANGED_FILES } from '../api/paths.ts';
import type { ChangedFile, OutputDirectory } from '../output/output-directory.ts';
import { FILES } from '../site/search/format.ts';

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

/** The folder of the search's files goes whole whenever anything changed; half a million tools have 20,000 of them. */
const SEARCH_FOLDER = new RegExp(`^search/${FILES}[^/]+/`);

/** What the list says to be gone for a file that was pruned. */
export const goneAs = (path: string): string => SEARCH_FOLDER.exec(path)?.[0] ?? path;

/** The slug of a server in the path of a file of it. */
const OF_SERVER = /^(?:tools|badges|cards|risk\/[^/]+|api\/v1\/(?:servers|policies))\/([^/.]+)/;

/** What it is made from is the memory of the folder, which has no hash: whether it has to be made again is known otherwise. */
const KEY = 'changed files';

/**
 * Keeps the list from being pruned as a file that nobody wants: it is written after that, when all else is in place.
 *
 * @returns whether it stands as it was published
 */
export const keepChangedFiles = (output: OutputDirectory): boolean => output.isCurrent(FILE, KEY);

/**
 * Publishes which files of the folder changed last, so that a mirror or an upload takes only those. It tells of this folder:
 * its dates are those on which bytes changed here, unlike all other files, whose bytes follow from the data.
 *
 * A server that turned private is named nowhere, also not as gone: where its files went, the list ends with a row that asks
 * to fetch everything. What else was pruned before that goes with them, since a publisher's page may bear the same name.
 *
 * @param changed whether this pass changed anything; otherwise the list stays where it stands, unless the pass before did not
 *   end: what that one changed may be missing from it
 * @param untold slugs of servers that may not be named
 * @returns how many files changed: this one or none
 */
export function writeChangedFiles(output: OutputDirectory, changed: boolean, untold: ReadonlySet<string>): number {
  if (!changed && output.endedBefore && keepChangedFiles(output)) return 0;
  const all = output.changed(MOST).filter(({ path }) => path !== FILE);
  // Of one pass, the pages of servers are pruned last: files are pruned in the order of their paths.
  const end = all.find(({ path, removed }) => removed && untold.has(OF_SERVER.exec(path)?.[1] ?? ''))?.at;
  const rows = end === undefined ? all : all.filter(({ at }) => at > end);
  const last = end === undefined ? [] : [`${end},/,everything`];
  const content = ['lastmod,path,kind', ...rows.map(rowOf), ...last].join('\n');
  return Number(output.write(FILE, KEY, `${content}\n`) === 'written');
}

/** Paths begin with `/`, so that no table program takes one for a formula. */
const rowOf = ({ path, at, removed }: ChangedFile): string =>
  `${at},${field(`/${path}`)},${removed ? 'removed' : kindOf(path)}`;

const kindOf = (path: string): string => KINDS.find(([pattern]) => pattern.test(path))?.[1] ?? 'file';

/** As in RFC 4180. */
const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
