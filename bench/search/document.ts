import type { Quality, SearchResults, SizeResult } from './results.ts';

/** Where the figures stand in docs/search.md. */
const PLACE = /(?<=<!-- figures of bench\/search\.ts -->\n)[^]*?(?=<!-- end of figures -->)/;

/** The document with the figures of these results in their place. */
export function withSearchFigures(document: string, results: SearchResults): string {
  if (!PLACE.test(document)) throw new TypeError('the document has no place for figures');
  return document.replace(PLACE, () => `\n${searchFigures(results)}\n\n`);
}

function searchFigures({ about, scriptBytes, sizes }: SearchResults): string {
  const largest = sizes.at(-1)!;
  return [
    about,
    '',
    '**Building**, in a process of its own: finding the words of every server, which publishing does for servers that changed alone, then the index; *before* is the prefix index that the site had before, made in memory without writing.',
    '',
    table(
      [
        'tools',
        'servers',
        'words, s',
        'index, s',
        'CPU s of both',
        'peak MB',
        'again, nothing changed, s',
        'files',
        'MB',
        'before: s',
        'before: files',
        'before: MB',
      ],
      sizes.map((row) => [
        count(row.tools),
        count(row.servers),
        row.piecesSeconds.toFixed(1),
        row.buildSeconds.toFixed(1),
        row.cpuSeconds.toFixed(1),
        row.memoryMb.toFixed(0),
        row.againSeconds.toFixed(2),
        count(row.files),
        (row.bytes / 1e6).toFixed(1),
        row.baseline?.buildSeconds.toFixed(1) ?? '',
        row.baseline === undefined ? '' : count(row.baseline.files),
        row.baseline === undefined ? '' : (row.baseline.bytes / 1e6).toFixed(1),
      ]),
    ),
    '',
    `**The first answer** to the written queries, ten results, nothing loaded before, in kB as transferred. The script (${kb(scriptBytes)} kB) comes on top, the manifest is included.`,
    '',
    table(
      ['tools', 'manifest', 'median', 'largest', 'before: median', 'before: largest', 'ms to answer again'],
      sizes.map((row) => [
        count(row.tools),
        kb(row.manifestBytes),
        kb(row.medianBytes),
        kb(row.largestBytes),
        row.baseline === undefined ? '' : kb(row.baseline.medianBytes),
        row.baseline === undefined ? '' : kb(row.baseline.largestBytes),
        row.warmMs.toFixed(1),
      ]),
    ),
    '',
    '**Quality**: written queries with a result that was meant among the first five (and first); then the same where a copy of such a tool counts too, if it kept the name of the tool.',
    '',
    table(
      [
        'tools',
        'tuned on',
        'held out',
        'with copies: tuned on',
        'with copies: held out',
        'before: tuned on',
        'before: held out',
      ],
      sizes
        .filter((row) => row.quality !== undefined)
        .map((row) => [
          count(row.tools),
          ...halves(row.quality),
          ...halves(row.qualityWithCopies),
          ...halves(row.baseline?.quality),
        ]),
    ),
    '',
    `**Typical queries** at ${count(largest.tools)} tools, kB and requests of the first answer without the script:`,
    '',
    table(['query', 'kB', 'requests', 'before: kB', 'before: requests'], typicalRows(largest)),
  ].join('\n');
}

const typicalRows = ({ queries }: SizeResult): (string | number)[][] =>
  queries.map(({ query, search, baseline }) => [
    `\`${query}\``,
    kb(search.bytes),
    search.requests,
    baseline === undefined ? '' : kb(baseline.bytes),
    baseline?.requests ?? '',
  ]);

function halves(quality: Quality | undefined): string[] {
  if (quality === undefined) return ['', ''];
  return [quality.tuned, quality.heldOut].map(({ queries, inFive, first }) => `${inFive} of ${queries} (${first})`);
}

const count = (n: number): string => n.toLocaleString('en');
const kb = (bytes: number): string => (bytes / 1000).toFixed(1);

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const text = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [text(head), `|${'---|'.repeat(head.length)}`, ...rows.map(text)].join('\n');
}
