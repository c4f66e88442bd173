import { fraction, type Share } from './share.ts';

/** "97.8 % (1,013 of 1,036; 95 %: 96.7–98.5)". */
export function shareWords(value: Share): string {
  const { part, of, low, high } = value;
  if (of === 0) return 'of none';
  return `${percent(fraction(value))} % (${count(part)} of ${count(of)}; 95 %: ${percent(low)}–${percent(high)})`;
}

/** The same for a cell of a table, without the counts. */
export function shareCell(value: Share): string {
  return value.of === 0 ? '–' : `${percent(fraction(value))} %`;
}

/** A number with a comma between thousands. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** Rates below one in a hundred need a second digit to be told apart. */
function percent(value: number): string {
  const hundredfold = 100 * value;
  return hundredfold > 0 && hundredfold < 1 ? hundredfold.toFixed(2) : hundredfold.toFixed(1);
}
