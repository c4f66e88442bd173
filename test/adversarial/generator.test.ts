import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ADVERSARIAL_SETS } from './adversarial-sets.ts';
import { DANGEROUS } from './base-tools.ts';
import { define } from './base-tool.ts';
import { grid, isFair } from './grid.ts';
import { POSITIONS } from './positions.ts';
import { numberOf, seeded, shuffled } from './seeded.ts';
import { subjectOf } from './subject.ts';
import { TEMPLATES } from './templates.ts';
import { UNICODE_DISGUISES } from './transformations/disguises.ts';
import { disguise } from './transformations/rewrite.ts';
import { SHAPES } from './transformations/shapes.ts';

const ALL = () => true;
const MARK = 'zqx marker text';
const deleting = DANGEROUS[0]!;

describe.each(ADVERSARIAL_SETS.map((set) => [set.name, set] as const))('%s', (_, set) => {
  test('has no two cases with the same id', () => {
    const seen = new Set<string>();
    let cases = 0;
    for (const { id } of set.cases(ALL)) {
      seen.add(id);
      cases++;
    }
    expect(cases).toBeGreaterThan(50);
    expect(seen.size).toBe(cases);
  });

  test('is the same every time, and a sample is a part of it', () => {
    const hashes = [1, 2].map(() => {
      const hash = createHash('sha256');
      for (const { id, subject } of set.cases((key) => numberOf(key) % 50 === 0))
        hash.update(`${id}${JSON.stringify(subject)}`);
      return hash.digest('hex');
    });
    expect(hashes[0]).toBe(hashes[1]);
    const all = new Set(Array.from(set.cases(ALL), ({ id }) => id));
    for (const { id } of set.cases((key) => numberOf(key) % 50 === 0)) expect(all.has(id)).toBe(true);
  });
});

test('there are enough tools, texts and places', () => {
  expect(DANGEROUS.length).toBeGreaterThanOrEqual(60);
  expect(TEMPLATES.length).toBeGreaterThanOrEqual(100);
  expect(POSITIONS.length).toBeGreaterThanOrEqual(40);
  for (const list of [TEMPLATES.map(({ id }) => id), POSITIONS.map(({ id }) => id)]) {
    expect(new Set(list).size).toBe(list.length);
  }
});

test('every text is tried on some tool in every place', () => {
  const pairs = new Set(Array.from(grid(DANGEROUS), ({ by }) => `${by['template']} in ${by['position']}`));
  const missing = TEMPLATES.flatMap((template) =>
    POSITIONS.filter((position) => !pairs.has(`${template.id} in ${position.id}`)).map((position) => ({
      pair: `${template.id} in ${position.id}`,
      // Without a Latin letter or digit there is nothing that a name could be made of.
      merged: template.merges === true && position.splits === true,
      slugless:
        position.id.startsWith('name-') && !/[a-z0-9]/i.test(template.text({ name: 'x', sibling: 'y' }).slice(0, 240)),
    })),
  ).filter(({ slugless, merged }) => !slugless && !merged);
  expect(missing.map(({ pair }) => pair)).toEqual([]);
});

describe('places', () => {
  // The tools together have every place that a text can stand in.
  test.each(POSITIONS.map((position) => [position.id, position] as const))('%s holds the text', (id, position) => {
    const placed = DANGEROUS.map((base) => position.place(subjectOf(base), MARK)).filter(
      (subject) => subject !== undefined,
    );
    expect(placed.length).toBeGreaterThan(0);
    for (const subject of placed) {
      const text = JSON.stringify(subject);
      expect(text.includes(MARK) || (id.startsWith('name-') && text.includes('zqx_marker_text'))).toBe(true);
    }
  });

  test('leave the tool that they were given as it is', () => {
    const before = JSON.stringify(DANGEROUS);
    for (const position of POSITIONS) for (const base of DANGEROUS) position.place(subjectOf(base), MARK);
    expect(JSON.stringify(DANGEROUS)).toBe(before);
  });
});

describe('fairness', () => {
  const place = (id: string) => POSITIONS.find((position) => position.id === id)!;
  const text = (id: string) => TEMPLATES.find((template) => template.id === id)!;
  const only = (...tellers: ('name' | 'description')[]) => ({ ...deleting, tellers });

  test('the last place that tells is not taken away', () => {
    expect(isFair(only('description'), text('read-only'), place('description-instead'))).toBe(false);
    expect(isFair(only('name', 'description'), text('read-only'), place('description-instead'))).toBe(true);
    expect(isFair(only('name'), text('read-only'), place('name-instead'))).toBe(false);
    expect(isFair(only('description'), text('read-only'), place('description-before'))).toBe(true);
  });

  test('a description that alone tells is not turned into a quotation', () => {
    expect(isFair(only('description'), text('quoted-example'), place('description-before'))).toBe(false);
    expect(isFair(only('description'), text('quoted-example'), place('description-after'))).toBe(true);
    expect(isFair(only('name'), text('quoted-example'), place('description-before'))).toBe(true);
  });

  test('a word is not put inside a phrase', () => {
    expect(isFair(deleting, text('affix-status'), place('description-middle'))).toBe(false);
    expect(isFair(deleting, text('affix-status'), place('name-suffix'))).toBe(true);
    expect(isFair(deleting, text('read-only'), place('description-middle'))).toBe(true);
  });

  test('the opening of the rubric is not said of a statement', () => {
    const statement = { ...only('name', 'description'), facets: ['freeform-sql'] as const };
    expect(isFair(statement, text('statement-claim'), place('description-after'))).toBe(false);
    expect(isFair(statement, text('statement-claim'), place('title'))).toBe(true);
  });
});

describe('other ways to write a tool', () => {
  test.each(Object.keys(UNICODE_DISGUISES))('%s changes the words that tell, and nothing else', (name) => {
    const put = UNICODE_DISGUISES[name]!;
    const { tool } = disguise(subjectOf(deleting), deleting, put, 'everywhere')!;
    expect(tool['name']).toBe(`${put('delete')}_repository`);
    expect(tool['description']).toBe(`${put('Delete')} a repository with all its issues and wiki pages.`);
    expect(tool['inputSchema']).toEqual(deleting.tool.inputSchema);
  });

  test.each(Object.keys(SHAPES))('%s is another way for some tool', (name) => {
    const changed = DANGEROUS.some((base) => {
      const clean = subjectOf(base);
      const shaped = SHAPES[name]!(clean);
      return shaped !== undefined && JSON.stringify(shaped) !== JSON.stringify(clean);
    });
    expect(changed).toBe(true);
  });
});

test('a definition needs no schema, and a property is described by a sentence', () => {
  expect(define('x')).toEqual({ name: 'x' });
  expect(define('x', 'y', { a: 'z' }).inputSchema).toEqual({
    type: 'object',
    properties: { a: { type: 'string', description: 'z' } },
    required: ['a'],
  });
});

test('chance is the same every time', () => {
  const random = seeded(1);
  expect([random(), random()].map((value) => value.toFixed(4))).toEqual(['0.6271', '0.0027']);
  expect(shuffled([1, 2, 3, 4, 5], seeded(7))).toEqual(shuffled([1, 2, 3, 4, 5], seeded(7)));
  expect(numberOf('')).toBe(0x811c9dc5);
});
