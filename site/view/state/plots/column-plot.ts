import { formatNumber } from '../../text/words.ts';
import { round, WIDTH, type Plot } from './plot.ts';

const HEIGHT = 190;
const TOP = 18;
const BOTTOM = 22;

/** Columns that stand, each with its number above it and its label below it. */
export function columnPlot(
  columns: readonly { label: string; value: number }[],
  words: Pick<Plot, 'title' | 'desc'>,
): Plot {
  const most = Math.max(1, ...columns.map(({ value }) => value));
  const step = WIDTH / Math.max(1, columns.length);
  const floor = HEIGHT - BOTTOM;
  return {
    ...words,
    width: WIDTH,
    height: HEIGHT,
    rects: columns.flatMap(({ value }, i) => {
      const height = Math.max(1, round((value / most) * (floor - TOP)));
      const x = round(i * step + step * 0.12);
      return value === 0
        ? []
        : [{ x, y: round(floor - height), width: round(step * 0.76), height, tone: 'plain' as const }];
    }),
    texts: columns.flatMap(({ label, value }, i) => {
      const x = round((i + 0.5) * step);
      const y = round(floor - (value / most) * (floor - TOP)) - 5;
      return [
        { x, y, text: formatNumber(value), anchor: 'middle' as const, strong: true },
        { x, y: HEIGHT - 6, text: label, anchor: 'middle' as const },
      ];
    }),
    lines: [{ x1: 0, y1: floor, x2: WIDTH, y2: floor }],
    paths: [],
    legend: [],
  };
}
