import { describe, expect, it } from 'vitest';
import type { Category } from '../catalog/model/rubric.ts';
import { compilePolicy } from '../policy/compile.ts';
import { recommendForTool } from '../policy/recommend.ts';
import { letsThrough } from './lets-through.ts';
import { attackPatterns } from './load.ts';

const pattern = (slug: string) => attackPatterns().find((one) => one.slug === slug)!;
const through = (slug: string, category: Category, name = 't') =>
  letsThrough(pattern(slug), compilePolicy(recommendForTool({ name, category })), name);

describe('attacks/lets-through.test.ts', () => {
  it('finds that a rule that limits or allows is not the rule that the pattern asks for', () => {
    expect(through('code-execution-abuse', 'Execute')).toBe(true);
    expect(through('secrets-in-context', 'Read')).toBe(true);
  });

  it('finds that no call of a tool that is hidden or denied gets through', () => {
    for (const { slug } of attackPatterns()) {
      for (const category of ['Destructive', 'Financial', 'Unclassified'] as const) {
        expect([slug, category, through(slug, category)]).toEqual([slug, category, false]);
      }
    }
  });

  it('counts the calls that came before a sample', () => {
    const { rule } = pattern('runaway-loops');
    const [sample] = rule.stopped;
    const after = (calls: number) =>
      letsThrough(
        { ...pattern('runaway-loops'), rule: { ...rule, stopped: [{ ...sample!, after: calls }] } },
        compilePolicy(recommendForTool({ name: 't', category: 'Execute' })),
        't',
      );
    expect([after(9), after(10)]).toEqual([true, false]);
  });

  it('puts the tool in the place of the sample’s own, whatever it is called', () => {
    for (const name of ['*', '__proto__']) expect(through('runaway-loops', 'Read', name)).toBe(name !== '*');
  });
});
