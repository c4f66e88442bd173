import { expect, it } from 'vitest';
import { ApiStats, MOST_KINDS } from '../model/api-stats.ts';
import { noStats } from '../stats.ts';
import { noTotals } from '../totals.ts';
import { statsDocument } from './stats-document.ts';

it('cuts only counts of kinds that anybody can make up, and its schema says which', () => {
  const many = Object.fromEntries(Array.from({ length: MOST_KINDS + 10 }, (_, i) => [`kind-${i}`, i]));
  const counts = Object.fromEntries(Object.keys(noStats()).map((name) => [name, many]));
  const { tools, servers } = statsDocument({ ...noTotals(), byOutcome: many }, { ...noStats(), ...counts });
  const cut = Object.entries({ ...tools, ...servers }).flatMap(([name, value]) =>
    typeof value === 'object' && Object.keys(value).length === MOST_KINDS ? [name] : [],
  );
  const described = { ...ApiStats.shape.tools.shape, ...ApiStats.shape.servers.shape };
  const said = Object.entries(described).flatMap(([name, { description = '' }]) =>
    description.includes(` ${MOST_KINDS} `) ? [name] : [],
  );
  expect(cut).toEqual(['byPackageType', 'byRemoteType']);
  expect(said).toEqual(cut);
  expect(Object.keys(servers.byPackageType)[0]).toBe(`kind-${MOST_KINDS + 9}`);
  expect(Object.keys(tools.byDetection)).toHaveLength(MOST_KINDS + 10);
});
