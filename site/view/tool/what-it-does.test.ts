import { describe, expect, it } from 'vitest';
import type { Prose } from '../text/prose.ts';
import { inputView } from './schema-view.ts';
import type { VerdictView } from './verdict.ts';
import { whatItDoes } from './what-it-does.ts';

const words = (prose: Prose) =>
  prose.map((part) => (typeof part === 'string' ? part : Object.values(part)[0])).join('');
const VERDICT: VerdictView = {
  category: 'Execute',
  level: 'High',
  meaning: 'runs things',
  rationale: { text: '' },
  evidence: [],
  facets: [],
  reckoning: '',
  confidence: 'high',
  disputed: false,
};
const what = (verdict: Partial<VerdictView> = {}, schema?: Record<string, unknown>) =>
  whatItDoes('run', { name: 'example/notes', url: '/tools/notes/' }, inputView(schema), { ...VERDICT, ...verdict });
const takes = (...names: string[]) =>
  words(what({}, { properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) }).takes);

describe('site/view/tool/what-it-does.test.ts', () => {
  it('names the arguments, the first of many', () => {
    expect(takes('a')).toBe('run of example/notes takes a.');
    expect(takes('a', 'b')).toBe('run of example/notes takes a and b.');
    expect(takes('a', 'b', 'c', 'd', 'e')).toBe('run of example/notes takes a, b, c, d and e.');
    expect(takes('a', 'b', 'c', 'd', 'e', 'f', 'g')).toBe('run of example/notes takes a, b, c, d, e and 2 more.');
    expect(takes('a.b', 'x'.repeat(1_000_000)).length).toBeLessThan(100);
    const nested = { properties: { o: { type: 'object', properties: { p: {}, q: {} } } } };
    expect(words(what({}, nested).takes)).toBe('run of example/notes takes o.');
    for (const none of [undefined, {}, { type: 'object', properties: {} }]) {
      expect(words(what({}, none).takes)).toBe('run of example/notes declares no parameters.');
    }
  });

  it('says more than it names where the table itself is cut', () => {
    const properties = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`o.p${i}`, {}]));
    expect(words(what({}, { properties: { a: {}, ...properties } }).takes)).toBe(
      'run of example/notes takes a and others.',
    );
  });

  it.each([
    ['high', 'We read it as an Execute tool, one that runs things.', 'We found that it'],
    ['medium', 'We read it, with medium confidence, as an Execute tool, one that runs things.', 'We found that it'],
    [
      'low',
      'We take it for an Execute tool, one that runs things; our confidence is low, so read that as a guess.',
      'It seems that it',
    ],
  ] as const)('is as sure as the verdict: %s', (confidence, reading, found) => {
    const view = what({ confidence });
    expect([words(view.reading), view.found]).toEqual([reading, found]);
  });

  it('says nothing of a tool that nobody could judge, and that judges disagree', () => {
    expect(words(what({ category: 'Unclassified', meaning: undefined, confidence: undefined }).reading)).toBe(
      'What a call of it does is not established.',
    );
    expect(words(what({ disputed: true }).reading)).toMatch(/runs things\. Those who judged it disagree: what each/u);
  });
});
