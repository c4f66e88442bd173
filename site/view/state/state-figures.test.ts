import { describe, expect, it } from 'vitest';
import type { CatalogueFigures } from '../../../catalog/store/catalogue-figures.ts';
import type { RegistryOverview, Totals } from '../../../catalog/store/reader.ts';
import { detectionFigure, hintFigure } from './finding-figures.ts';
import { outcomeFigure, registryFigure } from './reach-figures.ts';
import { toolsPerServerFigure } from './size-figures.ts';
import type { CatalogueLists } from '../lists/catalogue-lists.ts';

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

  it('counts one as one', () => {
    const described = [
      outcomeFigure(totals({ listed: 1 }))[0],
      registryFigure([
        { registry: 'files', servers: 1, serversWithTools: 1, liveTools: 1, otherTools: 0 } as RegistryOverview,
      ])[0],
      detectionFigure(figures({ rule: 'hidden-characters', tools: 1, servers: 0 })),
      hintFigure({ hints: [{ tools: 1, readOnly: 'yes', destructive: 'no', category: 'Read' }] } as CatalogueFigures),
      toolsPerServerFigure({ servers: [{ counts: { tools: 1 } }] } as unknown as CatalogueLists),
    ].map((figure) => figure!.plot!.desc);
    expect(described).toHaveLength(5);
    for (const desc of described) expect(desc).toMatch(/\b1 (?:server|tool)\b(?!s)/);
    for (const desc of described) expect(desc).not.toMatch(/\b1 \w+s\b/);
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
