import { ADVERSARIAL_SETS } from './adversarial-sets.ts';
import { DANGEROUS, READING } from './base-tools.ts';
import { POSITIONS } from './positions.ts';
import { TEMPLATES } from './templates.ts';
import { MISSPELLINGS, SPELLING_DISGUISES, UNICODE_DISGUISES } from './transformations/disguises.ts';
import { SHAPES } from './transformations/shapes.ts';

const START = '<!-- made by `node bench/adversarial.ts --document`; do not edit -->';
const END = '<!-- end of what is made -->';

/** The guide to the set with its lists and sizes made anew; the text around them stays. */
export function documented(guide: string): string {
  const [before, rest] = guide.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new TypeError('the guide has lost the marks around its lists');
  return `${before}${START}\n\n${lists()}\n\n${END}${after}`;
}

function lists(): string {
  return [
    '## Sets',
    table(
      ['set', 'what it tries', 'cases', 'a failure is'],
      ADVERSARIAL_SETS.map(({ name, about, cases, failures }) => [
        name,
        about,
        count(cases(() => true)).toLocaleString('en'),
        failures.join(', ') || 'none',
      ]),
    ),
    `The grid is made of ${DANGEROUS.length} dangerous tools, ${TEMPLATES.length} texts and ${POSITIONS.length} places; ${READING.length} reading tools stand beside them.`,
    '## Texts',
    table(
      ['family', 'texts'],
      [...byFamily()].map(([family, ids]) => [family, ids.join(', ')]),
    ),
    '## Places',
    POSITIONS.map(({ id }) => id).join(', '),
    '## Disguises and shapes',
    table(
      ['kind', 'names'],
      [
        ['letters', Object.keys(UNICODE_DISGUISES).join(', ')],
        ['spelling', Object.keys(SPELLING_DISGUISES).join(', ')],
        ['misspellings', Object.keys(MISSPELLINGS).join(', ')],
        ['shapes', Object.keys(SHAPES).join(', ')],
      ],
    ),
  ].join('\n\n');
}

function byFamily(): Map<string, string[]> {
  const families = new Map<string, string[]>();
  for (const { family, id } of TEMPLATES) families.set(family, [...(families.get(family) ?? []), id]);
  return families;
}

function count(items: Iterable<unknown>): number {
  const iterator = items[Symbol.iterator]();
  let total = 0;
  while (iterator.next().done !== true) total++;
  return total;
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
