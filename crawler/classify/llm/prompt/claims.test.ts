import { expect, test } from 'vitest';
import { Fact } from '../../../../catalog/model/fact.ts';
import { answerJsonSchema } from '../answer/answer-schema.ts';
import { ASKED_CLAIMS, factOf } from './claims.ts';

const EVIDENCE = [{ field: '/name', quote: 'x' }];

test('every fact of the record can be claimed, but for those that a text must not decide', () => {
  const known = Fact.options.flatMap(({ shape }) => {
    const kind = shape.kind.value;
    const values = 'options' in shape.value ? shape.value.options : shape.value.values;
    return [...values].map((value) => `${kind}:${value}`);
  });
  const asked: readonly string[] = ASKED_CLAIMS;
  expect(known.filter((claim) => !asked.includes(claim)).toSorted()).toEqual([
    'hostile:hidden-characters',
    'reach:idempotent',
    'reach:open-world',
    'restriction:reading-statements',
  ]);
  expect(asked.filter((claim) => !known.includes(claim))).toEqual([]);
});

test('a claim becomes a fact of the record', () => {
  const details = { certainty: 'clear' as const, evidence: EVIDENCE };
  for (const claim of ASKED_CLAIMS) {
    const fact = factOf(claim, { ...details, object: 'file', reversibility: 'none' });
    expect(`${fact.kind}:${fact.value}`).toBe(claim);
    expect(fact.rule).toBe('llm');
    expect(fact.object).toBe(fact.kind === 'effect' ? 'file' : undefined);
  }
  const plain = factOf('effect:delete', { ...details, object: 'other', reversibility: 'unknown' });
  expect(plain).toEqual({ kind: 'effect', value: 'delete', rule: 'llm', ...details });
});

test('the schema of the answer is closed at every level', () => {
  const objects: Record<string, unknown>[] = [];
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    if ((value as { type?: unknown }).type === 'object') objects.push(value as Record<string, unknown>);
    Object.values(value).forEach(walk);
  };
  walk(answerJsonSchema());
  expect(objects).toHaveLength(3);
  for (const { properties, required, additionalProperties } of objects) {
    expect(additionalProperties).toBe(false);
    expect(required).toEqual(Object.keys(properties as object));
  }
});
