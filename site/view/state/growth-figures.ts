import type { CatalogueFigures } from '../../../catalog/store/catalogue-figures.ts';
import { formatDate, formatNumber } from '../text/words.ts';
import { growthPlot } from './plots/growth-plot.ts';
import type { Figure } from './state-page.ts';

/** More rows than this are told by month. */
const MOST_DAYS = 31;

/** How the catalogue grew, one figure for tools and servers each. */
export function growthFigures({ growth }: CatalogueFigures): Figure[] {
  if (growth.length === 0) return [];
  return [
    growthFigure(
      'tools',
      growth.map(({ day, tools }) => ({ day, n: tools })),
    ),
    growthFigure(
      'servers',
      growth.map(({ day, servers }) => ({ day, n: servers })),
    ),
  ];
}

function growthFigure(what: 'tools' | 'servers', days: readonly { day: string; n: number }[]): Figure {
  let sum = 0;
  const points = days.flatMap(({ day, n }) => {
    sum += n;
    return n === 0 ? [] : [{ day, n, sum }];
  });
  const [first, last] = [points[0], points.at(-1)];
  const rows = new Map<string, { n: number; sum: number }>();
  for (const { day, n, sum: until } of points) {
    const key = points.length > MOST_DAYS ? day.slice(0, 7) : day;
    rows.set(key, { n: (rows.get(key)?.n ?? 0) + n, sum: until });
  }
  return {
    id: `growth-${what}`,
    title: `When ${what} were first seen`,
    query:
      what === 'tools'
        ? 'Tools that a server lists now, by the day (UTC) on which the catalogue first saw them, summed up. It says how the catalogue grew, not when the tools were written.'
        : 'Servers that are shown now, by the day (UTC) on which the catalogue first saw them, summed up.',
    ...(first !== undefined &&
      last !== undefined &&
      first !== last && {
        plot: growthPlot(points, {
          title: `Known ${what} over time`,
          desc: `From ${formatNumber(first.sum)} on ${formatDate(first.day)} to ${formatNumber(last.sum)} on ${formatDate(last.day)}.`,
        }),
      }),
    table: {
      head: [points.length > MOST_DAYS ? 'Month' : 'Day', 'New', 'Known then'],
      rows: Array.from(rows, ([key, row]) => [key, formatNumber(row.n), formatNumber(row.sum)]),
    },
    notes: first !== undefined && first === last ? [`All of them were first seen on ${formatDate(first.day)}.`] : [],
  };
}
