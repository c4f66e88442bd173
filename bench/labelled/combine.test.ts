import { describe, expect, test } from 'vitest';
import { combine } from './combine.ts';
import type { Reading } from './labelled-label.ts';

const reading = (category: Reading['category'], level: Reading['level'], ...facets: Reading['facets']): Reading => ({
  category,
  level,
  facets,
});

describe('bench/labelled/combine.ts', () => {
  test('two readings that differ in category or level give no label', () => {
    expect(combine(reading('Read', 'Low'), reading('Write', 'Medium'))).toBeUndefined();
    expect(combine(reading('Read', 'Low'), reading('Read', 'High', 'secrets'))).toBeUndefined();
  });

  test('a facet holds when both name it', () => {
    const a = reading('Read', 'High', 'secrets', 'private-data');
    const b = reading('Read', 'High', 'secrets', 'untrusted-content');
    expect(combine(a, b)).toEqual(reading('Read', 'High', 'secrets'));
  });

  test('where each raised the level for a reason of its own, both reasons hold', () => {
    const a = reading('Write', 'High', 'admin', 'sends');
    const b = reading('Write', 'High', 'bulk', 'overwrites');
    expect(combine(a, b)).toEqual(reading('Write', 'High', 'admin', 'bulk'));
  });
});
