import { formatNumber } from '../../text/words.ts';
import { round, WIDTH, type Plot, type Tone } from './plot.ts';

export interface Bar {
  label: string;
  /** From left to right; their sum is the bar. */
  parts: { value: number; tone: Tone }[];
}

/** Short labels stand before their bars, in a column that is at most so wide; longer ones above them. */
const MOST_LABEL = 130;
const GAP = 8;
const VALUE = 62;
const THICK = 14;
/** Height of a bar's row, and of a label above it. */
const ROW = 24;
const LABEL_ROW = 17;
/** Width of a letter in the system fonts at the size of the stylesheet, of which only wide capitals take more. */
const LETTER = 7.4;
/** So many letters fit above a bar. */
const MOST_LETTERS = Math.floor((WIDTH - GAP - 1) / LETTER);

/** Bars that lie, each with its label before or above it and its sum after it. */
export function barPlot(bars: readonly Bar[], words: Pick<Plot, 'title' | 'desc'>, legend: Plot['legend'] = []): Plot {
  const sums = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const longest = Math.max(0, ...bars.map(({ label }) => label.length)) * LETTER;
  const above = longest > MOST_LABEL;
  const left = above ? 1 : Math.ceil(longest) + GAP;
  const rowHeight = above ? ROW + LABEL_ROW : ROW;
  const scale = (WIDTH - left - VALUE) / Math.max(1, ...sums);
  const plot: Plot = {
    ...words,
    width: WIDTH,
    height: bars.length * rowHeight + 4,
    rects: [],
    texts: [],
    lines: [{ x1: left, y1: 0, x2: left, y2: bars.length * rowHeight + 4 }],
    paths: [],
    legend,
  };
  bars.forEach(({ label, parts }, row) => {
    const top = row * rowHeight + 2;
    const y = above ? top + LABEL_ROW : top;
    const text = label.length > MOST_LETTERS ? `${label.slice(0, MOST_LETTERS - 1)}…` : label;
    plot.texts.push(
      above
        ? { x: left + GAP, y: top + THICK, text, anchor: 'start' }
        : { x: left - GAP, y: y + THICK, text, anchor: 'end' },
    );
    let x = left;
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
