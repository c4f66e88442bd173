import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Fatal } from '../../catalog/errors.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { benchmarkSummary } from './benchmark-summary.ts';

const SAVED = resolve(import.meta.dirname, '../../bench/results/classification.json');

describe('site/view/benchmark-summary.test.ts', () => {
  it('takes its figures from the saved results', () => {
    const summary = benchmarkSummary(SAVED);
    type Share = { part: number; of: number };
    type Run = {
      sets: { labelled: { figures: { answers: { level: Share }; facets: Record<string, { recall: Share }> } } };
    };
    const saved = JSON.parse(readFileSync(SAVED, 'utf8')) as { runs: Record<'rules' | 'rules, first score', Run> };
    const { answers, facets } = saved.runs.rules.sets.labelled.figures;
    const { part, of } = answers.level;
    const first = saved.runs['rules, first score'].sets.labelled.figures.answers.level;
    expect(summary?.rows.map(({ figure }) => figure)).toEqual([
      'dangerous tools shown as Low',
      'category right',
      'level right',
      'reading or not, right',
    ]);
    expect(summary?.rows[2]?.rules).toContain(`(${part} of ${of}; 95 %: `);
    expect(summary?.rows[2]?.first).toBe(`${((100 * first.part) / first.of).toFixed(1)} %`);
    const sends = facets['sends']!.recall;
    expect(summary?.facets.find(({ facet }) => facet === 'sends')?.found).toMatch(
      new RegExp(`^\\d+ % \\(${sends.part} of ${sends.of}\\)$`),
    );
  });

  it('is nothing where there are no results, and an error where there are others', () => {
    const file = join(temporaryFolder(), 'r.json');
    expect(benchmarkSummary(file)).toBeUndefined();
    writeFileSync(file, '{"runs": {}}');
    expect(() => benchmarkSummary(file)).toThrow(Fatal);
  });
});
