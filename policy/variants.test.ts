import { describe, expect, it } from 'vitest';
import { CATEGORIES, LEVELS, type Category, type Level } from '../catalog/model/rubric.ts';
import { decide } from './decide.ts';
import { formatPolicy } from './format-policy.ts';
import type { Counters, Reservation } from './limits.ts';
import { loadPolicy, type LoadedPolicy } from './load.ts';
import type { Policy } from './model.ts';
import { recommendForServer } from './recommend.ts';
import { policyVariants, VARIANT_IDS, VARIANT_TABLE, type RatedTool } from './variants.ts';

function reload(policy: Policy): LoadedPolicy {
  const loaded = loadPolicy(formatPolicy(policy));
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  return loaded;
}

/** Counters of calls that all happened in this minute. */
function counters(): Counters & { take(reservations: readonly Reservation[]): void } {
  const taken = new Map<string, number>();
  return {
    now: 1000,
    nthNewest: ({ counter }, n) => ((taken.get(counter) ?? 0) >= n ? 1000 : undefined),
    take(reservations) {
      for (const { counter } of reservations) taken.set(counter, (taken.get(counter) ?? 0) + 1);
    },
  };
}

const CATEGORY_AND_LEVEL = ([...CATEGORIES, 'Unclassified'] as Category[]).flatMap((category) =>
  ([...LEVELS, 'Unclassified'] as Level[]).map((level) => ({ category, level })),
);
const HOSTILE = [
  '__proto__',
  'constructor',
  '0',
  '10',
  'a"b',
  'x\n\u202e',
  '<script>',
  '~/',
  '_rate',
  ' ',
  'every_call',
];
const TOOLS: RatedTool[] = [
  ...CATEGORY_AND_LEVEL.map((verdict) => ({ name: `${verdict.category}_${verdict.level}`, ...verdict })),
  ...HOSTILE.flatMap((name) => [
    { name, category: 'Read' as const, level: 'Low' as const },
    { name: `${name}!`, category: 'Write' as const, level: 'Medium' as const },
  ]),
];

const allowedBy = (policy: Policy, names: readonly string[]) => {
  const { compiled } = reload(policy);
  return names.filter((tool) => decide(compiled, { tool }, counters()).decision === 'allow');
};

describe('policy/variants', () => {
  const variants = policyVariants(TOOLS);
  const names = [...TOOLS.map(({ name }) => name), '*', 'added_later'];

  it('offers the variants that it makes', () => {
    expect(VARIANT_TABLE.map(({ id }) => id)).toEqual(VARIANT_IDS);
    expect(Object.keys(variants)).toEqual(VARIANT_IDS);
  });

  it('recommends what the tools’ own pages recommend', () => {
    expect(variants.recommended).toEqual(recommendForServer(TOOLS));
  });

  it('lets reading tools be called and no other, as it says', () => {
    const reading = TOOLS.filter(({ category }) => category === 'Read').map(({ name }) => name);
    expect(allowedBy(variants.readOnly, names)).toEqual(reading);
  });

  it('lets reading tools of the level Low be called and no other, as it says', () => {
    const low = TOOLS.filter(({ category, level }) => category === 'Read' && level === 'Low').map(({ name }) => name);
    expect(allowedBy(variants.strict, names)).toEqual(low);
  });

  it('limits each tool and all together under the strict variant, as it says', () => {
    const { compiled } = reload(variants.strict);
    const seen = counters();
    const call = (tool: string) => {
      const { decision, reservations } = decide(compiled, { tool }, seen);
      seen.take(reservations);
      return decision;
    };
    const calls = (tool: string, n: number) => Array.from({ length: n }, () => call(tool));
    const [each, together] = VARIANT_TABLE[2]!.says.match(/\d+/g)!.map(Number) as [number, number];
    expect(new Set(calls('Read_Low', each))).toEqual(new Set(['allow']));
    expect(call('Read_Low')).toBe('deny');
    expect(new Set(calls('0', together - each))).toEqual(new Set(['allow']));
    expect(call('__proto__')).toBe('deny');
  });

  it.each(['readOnly', 'strict'] as const)('hides what may not be called and can be named: %s', (id) => {
    const { compiled } = reload(variants[id]);
    const allowed = new Set(allowedBy(variants[id], names));
    const others = TOOLS.filter(({ name }) => !allowed.has(name));
    expect(new Set(others.map(({ name }) => decide(compiled, { tool: name }).decision))).toEqual(new Set(['hidden']));
  });

  it('allows with each variant no more than with the one before', () => {
    const [open, reading, strict] = VARIANT_IDS.map((id) => allowedBy(variants[id], names));
    expect(open).toEqual(expect.arrayContaining(reading!));
    expect(reading).toEqual(expect.arrayContaining(strict!));
  });

  it.each(VARIANT_IDS)('denies what a server adds later, and what no policy can name: %s', (id) => {
    const named = policyVariants([...TOOLS, { name: '*', category: 'Read', level: 'Low' }])[id];
    const { compiled } = reload(named);
    expect(['*', 'added_later'].map((tool) => decide(compiled, { tool }, counters()).decision)).toEqual([
      'deny',
      'deny',
    ]);
    expect(policyVariants([])[id]).toMatchObject({ version: '1', default: 'deny' });
  });

  it('asks every verdict of a name that is listed twice, whatever the order', () => {
    const twice: RatedTool[] = [
      { name: 't', category: 'Read', level: 'Low' },
      { name: 't', category: 'Read', level: 'High' },
    ];
    for (const tools of [twice, twice.toReversed()]) {
      expect(allowedBy(policyVariants(tools).readOnly, ['t'])).toEqual(['t']);
      expect(policyVariants(tools).strict.hide).toEqual(['t']);
    }
    expect(policyVariants(TOOLS.toReversed())).toEqual(variants);
  });

  it('makes policies for 10,000 tools that still load', () => {
    const many = policyVariants(
      Array.from({ length: 10_000 }, (_, i) => ({
        name: `quite_a_long_tool_name_${i}`,
        category: i % 2 === 0 ? 'Read' : 'Write',
        level: i % 2 === 0 ? 'Low' : 'Medium',
      })),
    );
    for (const id of VARIANT_IDS) expect(reload(many[id]).policy.default).toBe('deny');
  });
});
