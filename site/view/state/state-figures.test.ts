import { describe, expect, it } from 'vitest';
import type { CatalogueFigures } from '../../../catalog/store/catalogue-figures.ts';
import type { Totals } from '../../../catalog/store/reader.ts';
import { detectionFigure } from './finding-figures.ts';
import { outcomeFigure } from './reach-figures.ts';

const figures = (...byDetection: CatalogueFigures['byDetection']) => ({ byDetection }) as unknown as CatalogueFigures;
const totals = (byOutcome: Totals['byOutcome']) => ({ byOutcome, servers: 5, serversWithTools: 2 }) as Totals;

describe('site/view/state/state-figures.test.ts', () => {
  it('leaves out the figure of outcomes while nothing was launched', () => {
    expect(outcomeFigure(totals({}))).toEqual([]);
    expect(outcomeFigure(totals({ listed: 2 }))[0]!.table.rows).toHaveLength(1);
  });

  it('says which detections stand in the table alone, since the drawing counts tools', () => {
    const { plot, table, notes } = detectionFigure(
      figures({ rule: 'name-collision', tools: 0, servers: 3 }, { rule: 'hidden-characters', tools: 4, servers: 0 }),
    );
    expect(table.rows).toHaveLength(2);
    expect(plot!.texts.filter(({ strong }) => strong !== true)).toHaveLength(1);
    expect(notes.at(-1)).toMatch(/^D\d+ .*: found on servers as a whole/);
    expect(detectionFigure(figures({ rule: 'hidden-characters', tools: 4, servers: 0 })).notes).toHaveLength(1);
  });
});
