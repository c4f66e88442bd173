import { expect, test } from 'vitest';
import type { Opinion } from '../../catalog/model/classification.ts';
import { classify } from './classify.ts';
import { contradict, declaredOpinions, hintOpinion } from './opinions.ts';

const tool = (annotations: Record<string, unknown>) => ({ name: 'delete_note', annotations });

test.each<[Record<string, unknown>, Opinion['says'] | undefined]>([
  [{ readOnlyHint: true }, 'Read'],
  [{ readOnlyHint: false }, 'not Read'],
  [{ destructiveHint: true }, 'not Read'],
  [{ readOnlyHint: true, destructiveHint: true }, undefined],
  [{ destructiveHint: false }, undefined],
  [{ readOnlyHint: 'true' }, undefined],
  [{}, undefined],
])('hints %j say %s', (annotations, says) => {
  expect(hintOpinion(tool(annotations))?.says).toBe(says);
});

test.each<[Record<string, unknown>, Opinion[]]>([
  [{ riskLevel: 'high' }, [{ by: 'declared-level', says: 'High' }]],
  [
    { risk: 'Moderate', category: 'MUTATE' },
    [
      { by: 'declared-category', says: 'Write' },
      { by: 'declared-level', says: 'Medium' },
    ],
  ],
  [{ category: 'SHOPPING', riskLevel: 3, risk: { level: 'low' } }, []],
  [JSON.parse('{"category":"__proto__","riskLevel":"constructor"}') as Record<string, unknown>, []],
])('tiers %j are read', (annotations, opinions) => {
  expect(declaredOpinions(tool(annotations))).toEqual(opinions);
});

test.each<[Opinion[], boolean]>([
  [
    [
      { by: 'rules', says: 'Write' },
      { by: 'model', says: 'Write' },
    ],
    false,
  ],
  [
    [
      { by: 'rules', says: 'Write' },
      { by: 'model', says: 'Execute' },
    ],
    true,
  ],
  [
    [
      { by: 'rules', says: 'Unclassified' },
      { by: 'model', says: 'Read' },
    ],
    false,
  ],
  [
    [
      { by: 'rules', says: 'Write' },
      { by: 'hints', says: 'Read' },
    ],
    true,
  ],
  [
    [
      { by: 'rules', says: 'Write' },
      { by: 'hints', says: 'not Read' },
    ],
    false,
  ],
  [
    [
      { by: 'rules', says: 'Write' },
      { by: 'declared-category', says: 'Read' },
    ],
    true,
  ],
  [
    [
      { by: 'rules', says: 'Write' },
      { by: 'declared-level', says: 'Medium' },
    ],
    false,
  ],
  [
    [
      { by: 'rules', says: 'Write' },
      { by: 'declared-level', says: 'Low' },
    ],
    true,
  ],
])('%j contradict each other: %s', (opinions, disputed) => {
  expect(contradict(opinions, 'Medium')).toBe(disputed);
});

test('what an author declares disputes a verdict and never changes it', () => {
  const plain = classify(tool({}));
  const declared = classify(tool({ riskLevel: 'low', category: 'read' }));
  expect(declared).toMatchObject({ category: plain.category, level: plain.level, disputed: true });
  expect(plain.disputed).toBe(false);
});
