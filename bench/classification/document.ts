import { CATEGORIES } from '../../catalog/model/rubric.ts';
import { Rejected } from '../../catalog/errors.ts';
import type { Found } from './confusion.ts';
import type { CorpusFigures } from './corpus-figures.ts';
import type { HintFigures } from './hint-figures.ts';
import type { LabelFigures } from './label-figures.ts';
import type { Results, SetResult } from './results.ts';
import type { Share } from './share.ts';
import { count, shareCell, shareWords } from './words.ts';

const BEGIN = '<!-- figures: made by `node bench/classify.ts --save`, do not edit -->';
const END = '<!-- /figures -->';

/**
 * Puts the figures of saved results into a document, between its two markers.
 *
 * @throws Rejected for a document without them
 */
export function withFigures(document: string, results: Results): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) throw new Rejected(`the document has no place for figures: ${BEGIN} … ${END}`);
  return `${document.slice(0, begin + BEGIN.length)}\n\n${figures(results)}\n\n${document.slice(end)}`;
}

function figures({ runs }: Results): string {
  return Object.entries(runs)
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .flatMap(([name, { classifier, sets }]) => [
      `### ${heading(name)}`,
      `Version \`${classifier.version}\`.`,
      ...Object.entries(sets)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([set, result]) => `**${set}** (${about(result)})\n\n${tables(result)}`),
    ])
    .join('\n\n');
}

/** The built-in rules are what a reader has without a key, so they come first. */
function rank(name: string): number {
  return name === 'rules' ? 0 : 1;
}

function heading(name: string): string {
  return name.startsWith('rules') ? `Built-in ${name}` : name;
}

function about({ figures: { tools }, servers, captured, sha256 }: SetResult): string {
  const when = captured === undefined ? '' : `, captured ${captured}`;
  return `${count(tools)} tools of ${count(servers)} servers${when}, sha256 \`${sha256.slice(0, 12)}…\``;
}

function tables(result: SetResult): string {
  const { figures: f } = result;
  if (f.kind === 'corpus') return corpus(f);
  return f.kind === 'hints' ? hints(f, result) : labels(f, result);
}

function labels(f: LabelFigures, { below }: SetResult): string {
  const { answers, baseline, readers } = f;
  const twoReaders = (share: Share | undefined) => (share === undefined ? '–' : shareCell(share));
  const main = table(
    ['', 'classifier', 'name prefix', 'the two readers'],
    [
      ['false-Low', shareWords(f.falseLow.rate), shareCell(f.baselineFalseLow), '–'],
      ['category', shareWords(answers.category), shareCell(baseline.category), twoReaders(readers?.category)],
      [
        'kappa of it',
        String(answers.categoryKappa),
        String(baseline.categoryKappa),
        String(readers?.categoryKappa ?? '–'),
      ],
      ['level', shareWords(answers.level), shareCell(baseline.level), twoReaders(readers?.level)],
      ['kappa of it', String(answers.levelKappa), String(baseline.levelKappa), String(readers?.levelKappa ?? '–')],
      [`category, ${count(f.clear.part)} clear labels`, shareWords(f.answersWhereClear.category), '–', '–'],
      [`level, ${count(f.clear.part)} clear labels`, shareWords(f.answersWhereClear.level), '–', '–'],
      ['read or not', shareWords(f.readOrNot), shareCell(f.baselineReadOrNot), '–'],
      ['Unclassified', shareWords(f.unclassified), '–', '–'],
      ['servers below the baseline', count(below), '–', '–'],
    ],
  );
  const authors =
    f.authorsRight.of === 0
      ? []
      : [`Of the authors’ own definite hints, ${shareWords(f.authorsRight)} agree with the labels on reading or not.`];
  const answersOf = [...CATEGORIES, 'Unclassified'] as const;
  const confusion = table(
    ['label \\ answer', ...answersOf],
    CATEGORIES.map((label) => [label, ...answersOf.map((answer) => count(f.confusion[label][answer]))]),
  );
  const found = (rows: [string, Found][]) =>
    rows.map(([name, { precision, recall }]) => [name, shareWords(precision), shareWords(recall)]);
  const precision = table(
    ['', 'precision', 'recall'],
    found([
      ...CATEGORIES.map((name): [string, Found] => [name, f.categories[name]]),
      ...Object.entries(f.facets).map(([name, v]): [string, Found] => [`\`${name}\``, v]),
    ]),
  );
  return [main, falseLowCases(f), ...authors, confusion, precision].join('\n\n');
}

function falseLowCases({ falseLow }: LabelFigures): string {
  if (falseLow.cases.length === 0) return 'No dangerous tool is shown as Low.';
  const cases = falseLow.cases.map(({ server, tool, label }) => `- \`${tool}\` of ${server} (${label})`);
  return ['Dangerous tools shown as Low:', '', ...cases].join('\n');
}

function hints(f: HintFigures, { below, belowUndisputed }: SetResult): string {
  return table(
    ['', 'classifier', 'name prefix'],
    [
      ['read or not, all definite hints', shareWords(f.right), shareWords(f.baseline)],
      [
        `without ${count(f.disputedHints)} disputed hints`,
        shareWords(f.rightUndisputed),
        shareWords(f.baselineUndisputed),
      ],
      ['Unclassified', shareWords(f.unclassified), '–'],
      ['servers below the baseline', `${count(below)}; ${count(belowUndisputed ?? below)} without disputed hints`, '–'],
    ],
  );
}

function corpus(f: CorpusFigures): string {
  return table(
    ['', ''],
    [
      ['quotes checked', count(f.quotes)],
      ['quotes that do not hold', count(f.quotesThatDoNotHold)],
      ['second pass', f.sameTwice ? 'the same bytes' : 'differs'],
      ['Unclassified', shareWords(f.unclassified)],
      ...CATEGORIES.map((name) => [name, shareWords(f.categories[name])]),
    ],
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}
