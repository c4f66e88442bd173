import { describe, expect, test } from 'vitest';
import { type Fact, Fact as FactSchema } from '../../catalog/model/fact.ts';
import type { ModelAnswer } from '../../catalog/model/model-answer.ts';
import { CATEGORIES, facetRow, higherLevel, LEVELS, strongerCategory } from '../../catalog/model/rubric.ts';
import { classify } from './classify.ts';
import { decide } from './decide.ts';
import { seededRandom, type SeededRandom } from './llm/prompt/seeded-random.ts';
import { quoteHolds } from './quote.ts';
import { withModel } from './with-model.ts';

const WORDS = 'alpha beta gamma delta epsilon';
const OBJECTS = ['session', 'link', 'job', 'statement', 'deal', undefined];

const ALL = FactSchema.options.flatMap(({ shape }) => {
  const values = 'options' in shape.value ? shape.value.options : [...shape.value.values];
  return values.map((value) => ({ kind: shape.kind.value, value }));
});

/** Any fact of the record, the lowering ones for the rules alone: a model cannot state them. */
function someFact(random: SeededRandom, rule: string): Fact {
  const choices = ALL.filter(({ kind }) => rule !== 'llm' || kind !== 'restriction');
  const { kind, value } = choices[random.below(choices.length)]!;
  const object = OBJECTS[random.below(OBJECTS.length)];
  return FactSchema.parse({
    kind,
    value,
    rule,
    certainty: (['clear', 'likely', 'weak'] as const)[random.below(3)],
    evidence: [{ field: '/description', quote: WORDS.split(' ')[random.below(5)] }],
    ...(object === undefined ? {} : { object }),
  });
}

const someFacts = (random: SeededRandom, rule: string, most: number) =>
  Array.from({ length: random.below(most + 1) }, () => someFact(random, rule));

const answer = (facts: Fact[], change: Partial<ModelAnswer> = {}): ModelAnswer => ({
  state: 'ok',
  attempts: 0,
  facts,
  rejected: [],
  truncated: false,
  requestId: 'r',
  ...change,
});
const reading = (full: ModelAnswer, structure?: ModelAnswer) => ({
  model: 'm',
  promptVersion: 'p',
  full,
  ...(structure === undefined ? {} : { structure }),
});

const effect = (value: 'read' | 'create' | 'execute' | 'delete', rule = 'llm'): Fact => ({
  kind: 'effect',
  value,
  rule,
  certainty: 'clear',
  evidence: [{ field: '/description', quote: 'alpha' }],
});

describe('whatever a model says', () => {
  test('no verdict falls below that of the rules, and its level follows from the rubric (4,000 draws)', () => {
    let raised = 0;
    for (let seed = 0; seed < 4000; seed++) {
      const random = seededRandom(`facts ${seed}`);
      const rules = someFacts(random, 'some-rule', 5);
      const full = answer(someFacts(random, 'llm', 6));
      const structure = random.below(2) === 0 ? undefined : answer(someFacts(random, 'llm', 4));
      const floor = decide(rules);
      const verdict = withModel(rules, reading(full, structure));
      if ('unclassified' in verdict) {
        if (floor.category !== 'Unclassified') throw new Error(`${seed}: taken away from the rules`);
        continue;
      }
      const { category, level, facets } = verdict.decision;
      expect(strongerCategory(floor.category, category)).toBe(category);
      expect(higherLevel(floor.level, level)).toBe(level);
      const raising = floor.facets.filter((facet) => facetRow(facet).raisesTo !== undefined);
      expect(facets).toEqual(expect.arrayContaining(raising));
      if (category === 'Unclassified') continue;
      expect(CATEGORIES).toContain(category);
      expect(LEVELS).toContain(level);
      // The level can be explained: by the category or by a facet that is shown.
      const base = {
        Read: 'Low',
        Write: 'Medium',
        Execute: 'High',
        Destructive: 'Critical',
        Financial: 'Critical',
      } as const;
      const explained = [base[category], ...facets.flatMap((facet) => facetRow(facet).raisesTo ?? [])];
      expect(explained.reduce(higherLevel)).toBe(level);
      if (category !== floor.category || level !== floor.level) raised += 1;
    }
    expect(raised).toBeGreaterThan(500);
  });

  test('more facts never lower what fewer of them make, beside the same rules', () => {
    for (let seed = 0; seed < 1000; seed++) {
      const random = seededRandom(`more ${seed}`);
      const rules = [effect('delete', 'some-rule'), ...someFacts(random, 'some-rule', 3)];
      const facts = someFacts(random, 'llm', 6);
      const verdict = withModel(rules, reading(answer(facts), answer(facts)));
      expect(verdict).toMatchObject({ decision: { level: 'Critical' } });
    }
  });
});

describe('an answer that does not count', () => {
  test.each(['again', 'failed'] as const)('%s: the tool is Unclassified, with the reason', (state) => {
    const bad = answer([], { state, reason: 'it refused to answer' });
    const good = answer([effect('read')]);
    for (const one of [reading(bad), reading(good, bad)]) {
      expect(withModel([effect('delete', 'r')], one)).toMatchObject({ unclassified: 'it refused to answer' });
    }
  });
});

describe('a tool that the rules cannot tell', () => {
  test('is told by the model, when it looked twice', () => {
    const verdict = withModel([], reading(answer([effect('read')]), answer([effect('read')])));
    expect(verdict).toMatchObject({
      decision: { category: 'Read', level: 'Low' },
      remark: expect.stringContaining('could not tell'),
    });
  });

  test('takes the stronger of two looks, and says that they differ', () => {
    const verdict = withModel([], reading(answer([effect('read')]), answer([effect('delete')])));
    expect(verdict).toMatchObject({
      decision: { category: 'Destructive', level: 'Critical', confidence: 'low' },
      remark: expect.stringMatching(
        /could not tell, a language model as Read, .* without the author’s text as Destructive/,
      ),
    });
  });

  test('is not told by the author’s text alone, whatever it says', () => {
    const weak: Fact = { ...effect('read'), certainty: 'weak' };
    const path: Fact = { ...effect('read'), kind: 'argument', value: 'path' };
    const hostile: Fact = { ...effect('read'), kind: 'hostile', value: 'verdict-steering' };
    for (const value of ['read', 'delete'] as const) {
      for (const [rules, blind] of [
        [[], []],
        [[], [path]],
        [[hostile], []],
      ] as [Fact[], Fact[]][]) {
        expect(withModel(rules, reading(answer([effect(value)]), answer(blind)))).toMatchObject({
          unclassified: expect.stringContaining('text alone'),
        });
      }
    }
    expect(withModel([], reading(answer([effect('delete')]), answer([weak])))).toMatchObject({
      decision: { category: 'Destructive', confidence: 'low' },
    });
    // A verdict that stands without the model is raised by the text as ever.
    expect(withModel([effect('create', 'r')], reading(answer([effect('delete')]), answer([])))).toMatchObject({
      decision: { category: 'Destructive' },
    });
  });

  test('stays Unclassified before the second look, and when not all of it was shown', () => {
    expect(withModel([], reading(answer([effect('read')])))).toMatchObject({
      unclassified: expect.stringContaining('second time'),
    });
    const cut = answer([effect('read')], { truncated: true });
    expect(withModel([], reading(cut, answer([effect('read')])))).toMatchObject({
      unclassified: expect.stringContaining('too long'),
    });
  });

  test('stays Unclassified when the model cannot tell either', () => {
    expect(withModel([], reading(answer([])))).toMatchObject({
      decision: { category: 'Unclassified', level: 'Unclassified' },
    });
  });
});

describe('the verdict as it is shown', () => {
  const TOOL = { name: 'alpha', description: `${WORDS}.` };

  test('has only quotes that hold, whatever was stored', () => {
    const lie: Fact = { ...effect('delete'), evidence: [{ field: '/description', quote: 'never said' }] };
    const verdict = classify(TOOL, reading(answer([lie, effect('create')]), answer([effect('create')])));
    expect(verdict.category).toBe('Write');
    for (const item of verdict.evidence) expect(quoteHolds(TOOL, item)).toBe(true);
    expect(verdict.rationale).toContain('level Medium');
    expect(verdict.decidedBy).toEqual({
      kind: 'model',
      model: 'm',
      promptVersion: 'p',
      version: expect.any(String),
      rules: [],
    });
  });

  test('shows readers what the model takes for manipulation', () => {
    const { evidence } = effect('read');
    const hostile: Fact = { kind: 'hostile', value: 'verdict-steering', rule: 'llm', certainty: 'clear', evidence };
    const verdict = classify(TOOL, reading(answer([effect('read'), hostile]), answer([effect('read')])));
    expect(verdict).toMatchObject({ category: 'Read', level: 'High' });
    expect(verdict.findings).toContainEqual(
      expect.objectContaining({ rule: 'llm', field: '/description', quote: 'alpha' }),
    );
  });

  test('names the level that it is shown with, in every mixture', () => {
    for (let seed = 0; seed < 500; seed++) {
      const random = seededRandom(`words ${seed}`);
      const full = answer(someFacts(random, 'llm', 6));
      const structure = answer(someFacts(random, 'llm', 4));
      const { level, rationale, category } = classify(TOOL, reading(full, structure));
      expect(rationale).toMatch(
        level === 'Unclassified' ? /Unclassified, which has no level/ : new RegExp(`level ${level}\\b`),
      );
      expect(rationale).toContain(category);
      expect(rationale).not.toMatch(/undefined|\.\.|  /);
    }
  });

  test('a definition that cannot be read whole stays Unclassified, whatever a model says', () => {
    let schema: Record<string, unknown> = { type: 'string' };
    for (let i = 0; i < 130; i++) schema = { properties: { x: schema } };
    const verdict = classify(
      { name: 'alpha', inputSchema: schema },
      reading(answer([effect('read')]), answer([effect('read')])),
    );
    expect(verdict).toMatchObject({ category: 'Unclassified', decidedBy: { kind: 'rules' } });
  });
});
