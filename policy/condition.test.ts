import { describe, expect, it } from 'vitest';
import { compilePolicy } from './compile.ts';
import { judgeCondition } from './condition.ts';
import { Policy, type Condition } from './model.ts';
import { allOf, anyOf, not, type Truth } from './truth.ts';

/** Judges `path op value` on arguments that are given as JSON text, as they come over the wire. */
function judge(path: string, op: string, value: unknown, args: string, inputSchema?: unknown): Truth {
  const condition = { path, op, value } as Condition;
  const policy = Policy.parse({
    version: '1',
    default: 'deny',
    tools: { t: { require: [{ conditions: [condition] }] } },
  });
  const compiled = compilePolicy(policy).tools.get('t')?.require[0]?.conditions[0];
  if (compiled === undefined) throw new Error('not compiled');
  return judgeCondition(compiled, JSON.parse(args), inputSchema);
}

/** Each operator with a value, an argument of the expected type for which it holds, and one for which it does not. */
const OPERATORS: [op: Condition['op'], value: unknown, holds: string, fails: string][] = [
  ['eq', 'a', '"a"', '"A"'],
  ['eq', 5, '5', '6'],
  ['eq', 0, '-0', '0.1'],
  ['eq', true, 'true', 'false'],
  ['neq', 'a', '"b"', '"a"'],
  ['neq', 5, '5.5', '5'],
  ['neq', false, 'true', 'false'],
  ['in', ['a', 'b'], '"b"', '"c"'],
  ['in', [1, 'a'], '1', '2'],
  ['not_in', ['a', 'b'], '"c"', '"a"'],
  ['not_in', [1, true], 'false', 'true'],
  ['lt', 5, '4.9', '5'],
  ['lte', 5, '5', '5.1'],
  ['gt', 5, '5.1', '5'],
  ['gte', 5, '5', '4.9'],
  ['regex', 'b+', '"abbc"', '"ac"'],
  ['regex', '^b+$', '"bb"', '"abb"'],
  ['contains', 'b', '"abc"', '"ac"'],
  ['contains', 'b', '["a","b"]', '["a","bb"]'],
  ['contains', 2, '[1,2]', '[1]'],
  ['contains', true, '[true]', '[]'],
];

/** Arguments whose JSON type is none that the operator with this value expects. */
function otherTypes(op: Condition['op'], value: unknown): string[] {
  const samples = ['null', '"5"', '5', 'true', '[5]', '{"a":5}', '["a"]'];
  const types = new Set(Array.isArray(value) ? value.map((entry) => typeof entry) : [typeof value]);
  return samples.filter((sample) => {
    const parsed: unknown = JSON.parse(sample);
    if (op === 'contains' && Array.isArray(parsed)) return false;
    if (op === 'contains' && typeof parsed === 'string') return typeof value !== 'string';
    if (op === 'contains') return true;
    return !types.has(typeof parsed) || typeof parsed === 'object';
  });
}

describe('policy/condition: the truth table', () => {
  it.each(OPERATORS)('%s %j: present and of the expected type', (op, value, holds, fails) => {
    expect(judge('args.a', op, value, `{"a":${holds}}`)).toBe(true);
    expect(judge('args.a', op, value, `{"a":${fails}}`)).toBe(false);
  });

  it.each(OPERATORS)('%s %j: absent', (op, value, holds, fails) => {
    const silent = op === 'neq' || op === 'not_in' ? 'unknown' : false;
    expect(judge('args.a', op, value, '{}')).toBe(silent);
    expect(judge('args.a', op, value, '{}', { type: 'object', properties: { a: { type: 'string' } } })).toBe(silent);
    expect(judge('args.a', op, value, '{}', { properties: { a: { default: JSON.parse(holds) } } })).toBe(true);
    expect(judge('args.a', op, value, '{}', { properties: { a: { default: JSON.parse(fails) } } })).toBe(false);
    // What the caller sends is judged, whatever the default.
    expect(judge('args.a', op, value, `{"a":${fails}}`, { properties: { a: { default: JSON.parse(holds) } } })).toBe(
      false,
    );
  });

  it.each(OPERATORS)('%s %j: null, or another JSON type', (op, value) => {
    for (const other of otherTypes(op, value))
      expect([other, judge('args.a', op, value, `{"a":${other}}`)]).toEqual([other, 'unknown']);
    expect(judge('args.a', op, value, '{}', { properties: { a: { default: null } } })).toBe('unknown');
  });

  it.each([...OPERATORS, ['exists', true, '1', '1'] as const])('%s %j: what cannot be judged', (op, value) => {
    for (const through of ['null', '5', '"text"', 'true', '[1]']) {
      expect([through, judge('args.a.b', op, value, `{"a":${through}}`)]).toEqual([through, 'unknown']);
    }
    for (const number of ['9007199254740993', '-9007199254740992', '1e300', '1e999']) {
      expect([number, judge('args.a', op, value, `{"a":${number}}`)]).toEqual([number, 'unknown']);
    }
    for (const args of ['null', '[]', '"a"', '7'])
      expect([args, judge('args.a', op, value, args)]).toEqual([args, 'unknown']);
  });

  it('exists: presence alone, null included; a declared default is not present', () => {
    for (const present of ['null', '""', '0', '[]']) {
      expect(judge('args.a', 'exists', true, `{"a":${present}}`)).toBe(true);
      expect(judge('args.a', 'exists', false, `{"a":${present}}`)).toBe(false);
    }
    for (const schema of [undefined, { properties: { a: { default: 1 } } }]) {
      expect(judge('args.a', 'exists', true, '{}', schema)).toBe(false);
      expect(judge('args.a', 'exists', false, '{}', schema)).toBe(true);
    }
  });

  it('contains: an element of another type leaves open what no element makes true', () => {
    expect(judge('args.a', 'contains', 'x', '{"a":[5,"x"]}')).toBe(true);
    expect(judge('args.a', 'contains', 'x', '{"a":[5,"y"]}')).toBe('unknown');
    expect(judge('args.a', 'contains', 9007199254740991, '{"a":[9007199254740992]}')).toBe('unknown');
  });

  it('an engine that throws gives unknown', () => {
    const pattern = {
      test: () => {
        throw new RangeError('stack');
      },
    };
    const condition: Condition = { path: 'args.a', op: 'regex', value: 'a' };
    expect(judgeCondition({ condition, path: ['a'], pattern }, { a: 'a' })).toBe('unknown');
  });
});

describe('policy/argument-value', () => {
  it('walks members, indices and JSON Pointers', () => {
    const args = '{"a":{"b.c":[{"d":1}]},"":{"/~":2}}';
    expect(judge('/args/a/b.c/0/d', 'eq', 1, args)).toBe(true);
    expect(judge('/args//~1~0', 'eq', 2, args)).toBe(true);
    expect(judge('args.a.b', 'exists', false, args)).toBe(true);
    expect(judge('args.x.0.1', 'eq', 3, '{"x":[[1,3]]}')).toBe(true);
    expect(judge('args.x.0', 'eq', 3, '{"x":{"0":3}}')).toBe(true);
    expect(judge('args.x.2', 'exists', false, '{"x":[1,3]}')).toBe(true);
  });

  it('sees own members only', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(judge(`args.${name}`, 'exists', true, '{}')).toBe(false);
      expect(judge(`args.${name}`, 'eq', 1, `{"${name}":1}`)).toBe(true);
    }
    // An array has a length, yet no member of that name.
    for (const index of ['length', '-1', '01', '1e0', '']) {
      expect([index, judge(`/args/a/${index}`, 'exists', true, '{"a":[1,2]}')]).toEqual([index, 'unknown']);
    }
  });

  it('finds the defaults that a schema declares', () => {
    const nested = { properties: { o: { default: { f: true }, properties: { f: { type: 'boolean' } } } } };
    expect(judge('args.o.f', 'eq', true, '{}', nested)).toBe(true);
    const inner = { properties: { o: { properties: { f: { default: true } } } } };
    expect(judge('args.o.f', 'eq', true, '{"o":{}}', inner)).toBe(true);
    // The server fills in a member of an object that is there; nobody fills in the object.
    expect(judge('args.o.f', 'eq', true, '{}', inner)).toBe(false);
    const items = {
      properties: { l: { items: { properties: { f: { default: 1 } } }, prefixItems: [{}, { default: 2 }] } },
    };
    expect(judge('args.l.3.f', 'eq', 1, '{"l":[0,0,0,{}]}', items)).toBe(true);
    expect(judge('args.l.1', 'eq', 2, '{"l":[0]}', items)).toBe(true);
  });

  it('follows local references and combinations, and gives up on all others', () => {
    const definitions = { $defs: { 'a/b': { default: 7 }, loop: { $ref: '#/$defs/loop' } } };
    const withA = (a: unknown) => ({ ...definitions, properties: { a } });
    expect(judge('args.a', 'eq', 7, '{}', withA({ $ref: '#/$defs/a~1b' }))).toBe(true);
    expect(judge('args.a', 'eq', 7, '{}', { ...definitions, $ref: '#/x', x: withA({ default: 7 }) })).toBe(true);
    expect(judge('args.a', 'eq', 7, '{}', withA({ anyOf: [{ type: 'null' }, { default: 7 }] }))).toBe(true);
    expect(judge('args.a', 'eq', 7, '{}', withA({ allOf: [{ default: 7 }], default: 7 }))).toBe(true);
    expect(judge('args.a', 'eq', 7, '{}', withA({ $ref: '#/$defs/loop' }))).toBe(false);
    for (const unclear of [
      { allOf: [{ default: 7 }], default: 8 },
      { $ref: 'https://example.org/schema' },
      { $ref: '#/$defs/none' },
      { $ref: '#%' },
      { $ref: 5 },
      { anyOf: [...Array.from({ length: 150 }, () => true), { default: 7 }] },
      { anyOf: Array.from({ length: 200 }, (_, i) => ({ minimum: i })) },
    ]) {
      expect([unclear, judge('args.a', 'eq', 7, '{}', withA(unclear))]).toEqual([unclear, 'unknown']);
    }
    // A hostile schema cannot bring in a default by inheritance, or be no schema at all.
    for (const schema of [
      null,
      5,
      'x',
      [],
      { properties: 'x' },
      { properties: { a: null } },
      { properties: { a: true } },
    ]) {
      expect(judge('args.a', 'eq', 7, '{}', schema)).toBe(false);
    }
  });
});

describe('policy/truth', () => {
  const values: Truth[] = [true, false, 'unknown'];
  it.each(values.flatMap((a) => values.map((b) => [a, b] as const)))('%s and %s', (a, b) => {
    const and = a === false || b === false ? false : a === 'unknown' || b === 'unknown' ? 'unknown' : true;
    const or = a === true || b === true ? true : a === 'unknown' || b === 'unknown' ? 'unknown' : false;
    expect(allOf([a, b])).toBe(and);
    expect(anyOf([a, b])).toBe(or);
  });
  it('of nothing, and not', () => {
    expect([allOf([]), anyOf([]), ...values.map(not)]).toEqual([true, false, false, true, 'unknown']);
  });
});
