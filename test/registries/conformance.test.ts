import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REGISTRY_IDS } from '../../crawler/registries/index.ts';
import { CONFORMANCE_CASES } from './conformance.ts';
import { NOT_APPLICABLE } from './not-applicable.ts';

const testOf = (id: string) =>
  readFileSync(join(import.meta.dirname, `../../crawler/registries/${id}/index.test.ts`), 'utf8');

describe('test/registries/conformance.test.ts', () => {
  it.each(['_template', ...REGISTRY_IDS])('is called for %s', (id) => {
    expect(testOf(id)).toMatch(/^describeConformance\(/m);
  });

  it.each(['_template', ...REGISTRY_IDS])('leaves nothing out for %s but what is declared', (id) => {
    const declared = Object.hasOwn(NOT_APPLICABLE, id);
    expect(testOf(id).includes('notApplicable')).toBe(declared);
  });

  it('knows every case and registry that is left out, and leaves some of each registry', () => {
    for (const [id, cases] of Object.entries(NOT_APPLICABLE)) {
      expect(REGISTRY_IDS).toContain(id);
      for (const [name, reason] of Object.entries(cases)) {
        expect(CONFORMANCE_CASES).toContain(name);
        expect(reason).toMatch(/\w/);
      }
      expect(Object.keys(cases).length).toBeLessThan(CONFORMANCE_CASES.length);
    }
  });
});
