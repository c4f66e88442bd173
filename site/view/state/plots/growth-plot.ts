import { formatNumber } from '../../text/words.ts';
import { round, WIDTH, type Plot } from './plot.ts';

const HEIGHT = 190;
const TOP = 20;
const BOTTOM = 22;
const LAST_STEP = 1.12;

/**
 * A sum that grows, as steps: what was known on a day was known until the next one.
 *
 * @param points dates (YYYY-MM-DD, rising) with the sum from then on; at least two
 */
export function growthPlot(points: readonly { day: string; sum: number }[], words: Pick<Plot, 'title' | 'desc'>): Plot {
  const [first, last] = [points[0]!, points.at(-1)!];
  const from = Date.parse(first.day);
  // The last step has some width, or what came on it could not be seen.
  const span = Math.max(1, (Date.parse(last.day) - from) * LAST_STEP);
  const floor = HEIGHT - BOTTOM;
  const xOf = (day: string) => round(((Date.parse(day) - from) / span) * WIDTH);
  const yOf = (sum: number) => round(floor - (sum / Math.max(1, last.sum)) * (floor - TOP));
  const steps = points.slice(1).map(({ day, sum }) => `H${xOf(day)}V${yOf(sum)}`);
  return {
    ...words,
    width: WIDTH,
    height: HEIGHT,
    rects: [],
    texts: [
      { x: 2, y: yOf(first.sum) - 6, text: formatNumber(first.sum), anchor: 'start', strong: true },
      { x: WIDTH - 2, y: yOf(last.sum) - 6, text: formatNumber(last.sum), anchor: 'end', strong: true },
      { x: 0, y: HEIGHT - 6, text: first.day, anchor: 'start' },
      { x: WIDTH, y: HEIGHT - 6, text: last.day, anchor: 'end' as const },
    ],
    lines: [{ x1: 0, y1: floor, x2: WIDTH, y2: floor }],
    paths: [{ d: `M0 ${floor}V${yOf(first.sum)}${steps.join('')}H${WIDTH}V${floor}Z`, tone: 'plain' }],
    legend: [],
  };
}
