import { formatNumber } from '../../text/words.ts';
import { round, WIDTH, type Plot, type Tone } from './plot.ts';

export interface Bar {
  label: string;
  /** From left to right; their sum is the bar. */
  parts: { value: number; tone: Tone }[];
}

const LABEL = 126;
const VALUE = 62;
const ROW = 24;
const THICK = 14;
/** About so many letters of a label fit. */
const LETTERS = 17;

/** Bars that lie, each with its label before it and its sum after it. */
export function barPlot(bars: readonly Bar[], words: Pick<Plot, 'title' | 'desc'>, legend: Plot['legend'] = []): Plot {
  const sums = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const scale = (WIDTH - LABEL - VALUE) / Math.max(1, ...sums);
  const plot: Plot = {
    ...words,
    width: WIDTH,
    height: bars.length * ROW + 4,
    rects: [],
    texts: [],
    lines: [{ x1: LABEL, y1: 0, x2: LABEL, y2: bars.length * ROW + 4 }],
    paths: [],
    legend,
  };
  bars.forEach(({ label, parts }, row) => {
    const y = row * ROW + 2;
    const text = label.length > LETTERS ? `${label.slice(0, LETTERS - 1)}…` : label;
    plot.texts.push({ x: LABEL - 8, y: y + THICK, text, anchor: 'end' });
    let x = LABEL;
    for (const { value, tone } of parts) {
      const width = value * scale;
      // The smallest thing that is there can be seen.
      if (value > 0) plot.rects.push({ x: round(x), y: y + 2, width: Math.max(1, round(width)), height: THICK, tone });
      x += width;
    }
    plot.texts.push({ x: round(x) + 6, y: y + THICK, text: formatNumber(sums[row]!), anchor: 'start', strong: true });
  });
  return plot;
}
