import { expect, it } from 'vitest';
import type { ToolRecord } from '../../../catalog/store/reader.ts';
import type { Facet } from '../../../catalog/model/rubric.ts';
import { detectionOf } from '../../../catalog/model/detections.ts';
import { LEGS_TITLE } from './leg-names.ts';
import { serverLegs, toolLegs } from './legs.ts';

const tool = (...facets: Facet[]) => ({ name: 't', slug: 't', classification: { facets } }) as unknown as ToolRecord;

it('tells the legs of a leak from two on: one alone leads nowhere', () => {
  expect(toolLegs(tool('private-data'))).toEqual([]);
  expect(toolLegs(tool('private-data', 'sends')).map(({ leg }) => leg)).toEqual(['private-data', 'way-out']);
  expect(serverLegs('s', [tool('sends'), tool('egress')])).toEqual([]);
  expect(serverLegs('s', [tool('sends'), tool('untrusted-content')]).map(({ leg, count }) => [leg, count])).toEqual([
    ['untrusted-content', 1],
    ['way-out', 1],
  ]);
});

it('is headed as its detection is called', () => {
  expect(LEGS_TITLE).toBe(detectionOf('trifecta-leg')?.title);
});
