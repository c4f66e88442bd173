import { expect, test } from 'vitest';
import { classify } from '../../classify.ts';
import { quoteHolds } from '../../quote.ts';

const tool = (annotations: Record<string, unknown>, name = 'search_pages') => ({
  name,
  description: name === 'search_pages' ? 'Search pages.' : 'Update a page.',
  annotations,
});

test.each([
  [{ openWorldHint: true }, ['open-world']],
  [{ idempotentHint: true }, ['idempotent']],
  [{ openWorldHint: true, idempotentHint: true }, ['open-world', 'idempotent']],
])('%j is recorded', (annotations, facets) => {
  const definition = tool(annotations, 'update_page');
  const verdict = classify(definition);
  expect(verdict.facets).toEqual(expect.arrayContaining(facets));
  expect(verdict.level).toBe(classify(tool({}, 'update_page')).level);
  expect(verdict.evidence.every((evidence) => quoteHolds(definition, evidence))).toBe(true);
});

test.each([[{ openWorldHint: false }], [{ openWorldHint: 'true' }], [{ idempotentHint: 1 }], [{}]])(
  '%j says nothing',
  (annotations) => {
    expect(classify(tool(annotations)).facets).toEqual(classify(tool({})).facets);
  },
);

test('repeating a read adds nothing anyway, so only writing tools are called idempotent', () => {
  expect(classify(tool({ idempotentHint: true })).facets).not.toContain('idempotent');
});
