import { ALL_CATEGORIES } from '../../../catalog/model/rubric-order.ts';
import { LEVELS, type Category, type Level } from '../../../catalog/model/rubric.ts';
import type { CatalogueFigures } from '../../../catalog/store/catalogue-figures.ts';
import type { Totals } from '../../../catalog/store/reader.ts';
import { categoryUrl } from '../../links.ts';
import { counted, formatNumber, share } from '../text/words.ts';
import { barPlot } from './plots/bar-plot.ts';
import type { Tone } from './plots/plot.ts';
import type { Figure } from './state-page.ts';

const MILDEST_FIRST: readonly Level[] = [...LEVELS, 'Unclassified'];
const toneOf = (level: Level) => level.toLowerCase() as Tone;

/** Tools by category, each split by level. */
export function verdictFigure({ byCategoryAndLevel }: CatalogueFigures, totals: Totals): Figure {
  const count = (category: Category, level: Level) =>
    byCategoryAndLevel.find((row) => row.category === category && row.level === level)?.tools ?? 0;
  const worst = totals.byLevel.Critical;
  return {
    id: 'verdicts',
    title: 'Tools by category and risk level',
    query:
      'Tools that a server lists now, by the category and the level of their present verdict. A tool without a verdict counts as Unclassified.',
    plot: barPlot(
      ALL_CATEGORIES.map((category) => ({
        label: category,
        parts: MILDEST_FIRST.map((level) => ({ value: count(category, level), tone: toneOf(level) })),
      })),
      {
        title: 'Tools by category, split by risk level',
        desc: `Critical: ${formatNumber(worst)} of ${counted(totals.tools, 'tool')} (${share(worst, totals.tools)}).`,
      },
      MILDEST_FIRST.map((level) => ({ tone: toneOf(level), label: level })),
    ),
    table: {
      head: ['Category', ...MILDEST_FIRST, 'All', 'Share'],
      rows: ALL_CATEGORIES.map((category) => [
        { text: category, url: categoryUrl(category) },
        ...MILDEST_FIRST.map((level) => formatNumber(count(category, level))),
        formatNumber(totals.byCategory[category]),
        share(totals.byCategory[category], totals.tools),
      ]),
    },
    notes: [],
  };
}
