import { describe, expect, it } from 'vitest';
import type { CatalogueFigures } from '../../../catalog/store/catalogue-figures.ts';
import type { Totals } from '../../../catalog/store/reader.ts';
import { detectionFigure, hintFigure } from './finding-figures.ts';
import { outcomeFigure } from './reach-figures.ts';

const figures = (...byDetection: CatalogueFigures['byDetection']) => ({ byDetection }) as unknown as CatalogueFigures;
const totals = (byOutcome: Totals['byOutcome']) => ({ byOutcome, servers: 5, serversWithTools: 2 }) as Totals;

describe('site/view/state/state-figures.test.ts', () => {
  it('leaves out the figure of outcomes while nothing was launched', () => {
    expect(outcomeFigure(totals({}))).toEqual([]);
    expect(outcomeFigure(totals({ listed: 2 }))[0]!.table.rows).toHaveLength(1);
  });

  it('counts the servers that stand in no row of the outcomes, where there are any', () => {
    const first = (listed: number) => outcomeFigure(totals({ listed }))[0]!.notes[0];
    expect(first(3)).toBe('2 of 5 servers were not tried, or were imported.');
    expect(first(4)).toBe('1 of 5 servers was not tried, or was imported.');
    expect(first(5)).toMatch(/^Tools are known of 2 servers:/);
  });

  it('says what each share of declared annotations is of', () => {
    const row = { tools: 1, destructive: 'not declared' as const };
    const { table } = hintFigure({
      hints: [
        { ...row, readOnly: 'yes', category: 'Read' },
        { ...row, readOnly: 'yes', category: 'Write' },
        { ...row, readOnly: 'not declared', category: 'Write' },
      ],
    } as unknown as CatalogueFigures);
    expect(table.rows.find(([label]) => label === 'declare readOnlyHint true, but are not Read')).toEqual([
      'declare readOnlyHint true, but are not Read',
      '1',
      '2',
      '50 %',
    ]);
    for (const { length } of table.rows) expect(length).toBe(table.head.length);
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
