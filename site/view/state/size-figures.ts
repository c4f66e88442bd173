import type { CatalogueFigures } from '../../../catalog/store/catalogue-figures.ts';
import type { CatalogueLists } from '../lists/catalogue-lists.ts';
import { counted, formatNumber, share } from '../text/words.ts';
import { columnPlot } from './plots/column-plot.ts';
import type { Figure } from './state-page.ts';

interface Bin {
  label: string;
  from: number;
  /** Excluded. */
  to: number;
}

/** Each bin is twice as wide as the one before it: a logarithmic scale. */
const TOOL_BINS: readonly Bin[] = [1, 2, 4, 8, 16, 32, 64, 128].map((from) =>
  from === 128
    ? { label: '128+', from, to: Infinity }
    : { label: from === 1 ? '1' : `${from}–${from * 2 - 1}`, from, to: from * 2 },
);

/** Kilobytes of 1,000 bytes. */
const SIZE_BINS: readonly Bin[] = [0, 1, 2, 4, 8, 16, 32, 64].map((from) =>
  from === 0
    ? { label: '< 1', from: 0, to: 1000 }
    : from === 64
      ? { label: '64+', from: 64_000, to: Infinity }
      : { label: `${from}–${from * 2}`, from: from * 1000, to: from * 2000 },
);

function histogram(values: readonly number[], bins: readonly Bin[]): { label: string; value: number }[] {
  return bins.map(({ label, from, to }) => ({ label, value: values.filter((v) => v >= from && v < to).length }));
}

/** The middle of sorted values: half of them are not larger. */
function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

const rowsOf = (bins: readonly { label: string; value: number }[], all: number) =>
  bins.map(({ label, value }) => [label, formatNumber(value), share(value, all)]);

/** Tools per server. */
export function toolsPerServerFigure({ servers }: CatalogueLists): Figure {
  const counts = servers.map(({ counts: { tools } }) => tools).filter((tools) => tools > 0);
  const sorted = counts.toSorted((a, b) => a - b);
  const bins = histogram(counts, TOOL_BINS);
  const median = quantile(sorted, 0.5);
  return {
    id: 'tools-per-server',
    title: 'Tools per server',
    query:
      'Servers with at least one tool, by how many tools they list now. The scale is logarithmic: each column stands for twice as many tools as the one before it.',
    plot: columnPlot(bins, {
      title: 'Servers by their number of tools, logarithmic scale',
      desc: `Of ${counted(counts.length, 'server')}, half have at most ${counted(median, 'tool')}; the largest has ${formatNumber(sorted.at(-1) ?? 0)}.`,
    }),
    table: { head: ['Tools', 'Servers', 'Share'], rows: rowsOf(bins, counts.length) },
    notes: [
      `Half of the servers have at most ${counted(median, 'tool')}, nine of ten at most ${formatNumber(quantile(sorted, 0.9))}; the largest has ${formatNumber(sorted.at(-1) ?? 0)}.`,
    ],
  };
}

/** What a tool list takes of a model's context. */
export function costFigure({ listBytes }: CatalogueFigures): Figure {
  const sorted = listBytes.toSorted((a, b) => a - b);
  const bins = histogram(listBytes, SIZE_BINS);
  const kB = (bytes: number) => `${formatNumber(Math.round(bytes / 100) / 10)} kB`;
  return {
    id: 'size',
    title: 'Size of tool lists',
    query:
      'Servers with at least one tool, by the size of the definitions that they list now, as compact JSON in UTF-8. A model reads most of it before it does anything. Definitions that were imported without input schemas count as they are.',
    plot: columnPlot(bins, {
      title: 'Servers by the size of their tool list in kB, logarithmic scale',
      desc: `Half of the lists have at most ${kB(quantile(sorted, 0.5))}, nine of ten at most ${kB(quantile(sorted, 0.9))}.`,
    }),
    table: { head: ['kB', 'Servers', 'Share'], rows: rowsOf(bins, listBytes.length) },
    notes: [
      `Half of the lists have at most ${kB(quantile(sorted, 0.5))}, nine of ten at most ${kB(quantile(sorted, 0.9))}; the largest has ${kB(sorted.at(-1) ?? 0)}. How many tokens that is depends on the model; four to five bytes a token is common.`,
    ],
  };
}
