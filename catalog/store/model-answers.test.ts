import { describe, expect, it } from 'vitest';
import { temporaryStore } from '../../test/temporary-store.ts';
import type { ModelAnswer } from '../model/model-answer.ts';

const answer = (reason: string): ModelAnswer => ({
  state: 'failed',
  attempts: 2,
  facts: [],
  rejected: [{ claim: 'effect:read', field: '/name', quote: 'x', reason: 'r' }],
  reason,
  truncated: true,
  requestId: 'q',
});
const key = (model: string, promptVersion = 'prompt@1') => ({ model, promptVersion });
const at = (day: number) => `2026-01-0${day}T00:00:00.000Z`;

describe('catalog/store/model-answers.test.ts', () => {
  it('gives an answer back as it was put, by definition, view, model and prompt', () => {
    const { modelAnswers } = temporaryStore();
    expect(modelAnswers.any()).toBe(false);
    modelAnswers.put('h', 'full', key('m'), answer('one'), at(1));
    expect(modelAnswers.get('h', 'full', key('m'))).toEqual(answer('one'));
    for (const other of [key('n'), key('m', 'prompt@2')]) expect(modelAnswers.get('h', 'full', other)).toBeUndefined();
    expect(modelAnswers.get('h', 'structure', key('m'))).toBeUndefined();
    expect(modelAnswers.get('i', 'full', key('m'))).toBeUndefined();
    modelAnswers.put('h', 'full', key('m'), answer('two'), at(2));
    expect(modelAnswers.get('h', 'full', key('m'))?.reason).toBe('two');
    expect(modelAnswers.any()).toBe(true);
  });

  it('prefers the named model and the present prompt, and else the newest', () => {
    const { modelAnswers } = temporaryStore();
    const reasonOf = (model: string | undefined, promptVersion = 'prompt@2') =>
      modelAnswers.reading('h', { model, promptVersion })?.full.reason;
    expect(reasonOf('m')).toBeUndefined();
    modelAnswers.put('h', 'full', key('m', 'prompt@1'), answer('m 1'), at(1));
    modelAnswers.put('h', 'full', key('n', 'prompt@2'), answer('n 2'), at(3));
    modelAnswers.put('h', 'structure', key('m', 'prompt@1'), answer('m 1 again'), at(1));
    expect([reasonOf('m'), reasonOf('n'), reasonOf(undefined)]).toEqual(['m 1', 'n 2', 'n 2']);
    expect(reasonOf(undefined, 'prompt@1')).toBe('m 1');
    modelAnswers.put('h', 'full', key('m', 'prompt@2'), answer('m 2'), at(2));
    expect(reasonOf('m')).toBe('m 2');
    const reading = modelAnswers.reading('h', { model: 'm', promptVersion: 'prompt@1' });
    expect(reading).toMatchObject({ model: 'm', promptVersion: 'prompt@1', structure: { reason: 'm 1 again' } });
    expect(modelAnswers.reading('h', { model: 'n', promptVersion: 'prompt@2' })?.structure).toBeUndefined();
  });

  it('takes facts that it does not know for no answer', () => {
    const store = temporaryStore();
    store.modelAnswers.put('h', 'full', key('m'), { ...answer('x'), state: 'ok', reason: undefined }, at(1));
    store.db.prepare(`UPDATE model_answer SET facts = '[{"kind":"effect","value":"teleport"}]'`).run();
    expect(store.modelAnswers.get('h', 'full', key('m'))).toMatchObject({
      state: 'failed',
      facts: [],
      reason: expect.stringContaining('earlier version'),
    });
  });
});
