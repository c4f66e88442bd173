import { describe, expect, it } from 'vitest';
import { barPlot } from './bar-plot.ts';
import { WIDTH } from './plot.ts';

const WORDS = { title: 't', desc: 'd' };
const bars = (...labels: string[]) =>
  labels.map((label, i) => ({ label, parts: [{ value: i + 1, tone: 'plain' as const }] }));

describe('site/view/state/plots/bar-plot.test.ts', () => {
  it('puts short labels before their bars and long ones whole above them, within the drawing', () => {
    const short = barPlot(bars('Low', 'Critical'), WORDS);
    expect(short.texts[0]).toMatchObject({ text: 'Low', anchor: 'end' });
    expect(short.rects[0]!.x).toBeGreaterThan(short.texts[0]!.x);

    const label = 'It needs a setting that nobody can guess';
    const long = barPlot(bars('Low', label, 'x'.repeat(200)), WORDS);
    const [first, second, third] = long.texts.filter(({ strong }) => strong !== true);
    expect(second).toMatchObject({ text: label, anchor: 'start' });
    expect(first!.y).toBeLessThan(long.rects[0]!.y);
    expect(third!.text).toMatch(/^x+…$/);
    expect(second!.x + label.length * 7).toBeLessThan(WIDTH);
    for (const { y, height } of long.rects) expect(y + height).toBeLessThanOrEqual(long.height);
  });

  it('leaves room for the number after the longest bar', () => {
    for (const plot of [barPlot(bars('a', 'b'), WORDS), barPlot(bars('a'.repeat(40), 'b'), WORDS)]) {
      expect(Math.max(...plot.rects.map(({ x, width }) => x + width))).toBeLessThanOrEqual(WIDTH - 60);
    }
  });
});
