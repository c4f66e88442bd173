import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { policyJsonSchema } from './json-schema.ts';
import { Policy, rulesFor } from './model.ts';

const base = { version: '1', default: 'deny' };
const withTool = (rules: unknown) => ({ ...base, tools: { t: rules } });
const withCondition = (condition: unknown) => withTool({ require: [{ conditions: [condition] }] });
const withLimit = (limit: unknown) => withTool({ limits: [limit] });
const limit = { counter: 't_rate', window: 'minute', max: 30, scope: 'grant' };
const path = 'args.a';
const own = (name: string, value: unknown) => ({ ...base, tools: Object.fromEntries([[name, value]]) });

const VALID: [string, unknown][] = [
  ['the smallest policy', base],
  [
    'everything of version 1',
    {
      ...base,
      hide: ['drop_database', '*'],
      all_tools: { limits: [{ ...limit, counter: 'all', max: 120 }] },
      tools: {
        list_repos: {},
        delete_repo: { deny_if: [{ conditions: [], on_deny: 'Off.' }] },
        transfer: { require: [{ conditions: [{ path, op: 'lte', value: 100 }] }], limits: [limit] },
      },
    },
  ],
  [
    'every addition',
    {
      $schema: './policy.schema.json',
      ...base,
      mode: 'shadow',
      tools: { t: { approval: 'always' } },
      pins: { t: `sha256:${'a'.repeat(64)}` },
      resources: 'allow',
      prompts: 'deny',
    },
  ],
  ['empty lists', { ...base, hide: [], tools: { t: { require: [], deny_if: [], limits: [] } } }],
  ['a limit of 0', withLimit({ ...limit, max: 0 })],
  ['a limit per day', withLimit({ ...limit, window: 'day' })],
  ['eq with a boolean', withCondition({ path, op: 'eq', value: false })],
  ['in with several types', withCondition({ path, op: 'in', value: ['a', 1, true] })],
  ['regex', withCondition({ path, op: 'regex', value: '^[a-z]+$' })],
  ['contains', withCondition({ path, op: 'contains', value: 1.5 })],
  ['exists', withCondition({ path, op: 'exists', value: false })],
  ['a nested path', withCondition({ path: 'args.a.b.0', op: 'gt', value: -1 })],
  ['a JSON Pointer', withCondition({ path: '/args/a.b/~0~1', op: 'lt', value: 1 })],
  ['a tool called __proto__', own('__proto__', {})],
  ['a tool called constructor', own('constructor', {})],
];

const INVALID: [string, unknown][] = [
  ['no object', []],
  ['null', null],
  ['no version', { default: 'deny' }],
  ['version as a number', { ...base, version: 1 }],
  ['another version', { ...base, version: '2' }],
  ['no default', { version: '1' }],
  ['a misspelt default', { version: '1', defualt: 'deny' }],
  ['an unknown default', { ...base, default: 'ask' }],
  ['an unknown member', { ...base, rules: [] }],
  ['hide that is no list', { ...base, hide: '*' }],
  ['hide with an empty name', { ...base, hide: [''] }],
  ['hide with a repeated name', { ...base, hide: ['a', 'a'] }],
  ['tools that is a list', { ...base, tools: [] }],
  ['tools with a wildcard', own('*', {})],
  ['tools with an empty name', own('', {})],
  ['a tool that is null', withTool(null)],
  ['a bad rule on __proto__', own('__proto__', { rate_limit: 1 })],
  ['a YAML rule', withTool({ rules: [] })],
  ['all_tools with require', { ...base, all_tools: { require: [] } }],
  ['require without conditions', withTool({ require: [{ conditions: [] }] })],
  ['a rule without conditions', withTool({ deny_if: [{ on_deny: 'no' }] })],
  ['on_deny that is no text', withTool({ deny_if: [{ conditions: [], on_deny: 1 }] })],
  ['approval that does not exist', withTool({ approval: 'ask' })],
  ['window as a number', withLimit({ ...limit, window: 60 })],
  ['a negative maximum', withLimit({ ...limit, max: -1 })],
  ['a fraction', withLimit({ ...limit, max: 1.5 })],
  ['an unsafe maximum', withLimit({ ...limit, max: 2 ** 53 })],
  ['another scope', withLimit({ ...limit, scope: 'user' })],
  ['a limit without scope', withLimit({ counter: 'c', window: 'hour', max: 1 })],
  ['an empty counter', withLimit({ ...limit, counter: '' })],
  ['an unknown operator', withCondition({ path, op: 'equals', value: 1 })],
  ['eq with null', withCondition({ path, op: 'eq', value: null })],
  ['eq with a list', withCondition({ path, op: 'eq', value: [1] })],
  ['in with an empty list', withCondition({ path, op: 'in', value: [] })],
  ['in with a scalar', withCondition({ path, op: 'in', value: 'a' })],
  ['lt with a string', withCondition({ path, op: 'lt', value: '1' })],
  ['an unsafe bound', withCondition({ path, op: 'lt', value: 2 ** 60 })],
  ['regex with a number', withCondition({ path, op: 'regex', value: 1 })],
  ['exists with a string', withCondition({ path, op: 'exists', value: 'true' })],
  ['a condition without value', withCondition({ path, op: 'eq' })],
  ['a condition with a spare member', withCondition({ path, op: 'eq', value: 1, not: true })],
  ...['a', 'args', 'args.', 'args.a.', 'args..a', ' args.a', '$.a', '/args', '/arg/a', '/args/~2'].map(
    (bad): [string, unknown] => [`path ${bad}`, withCondition({ path: bad, op: 'exists', value: true })],
  ),
  ['a pin that is no hash', { ...base, pins: { t: 'sha256:abc' } }],
  ['an unknown mode', { ...base, mode: 'audit' }],
  ['an unknown posture', { ...base, resources: 'never' }],
];

describe('policy/model and policy/json-schema', () => {
  const validate = new Ajv2020({ allErrors: true }).compile(policyJsonSchema());

  it.each(VALID)('both accept %s', (_, value) => {
    expect(Policy.safeParse(value).error).toBeUndefined();
    expect(validate(value)).toBe(true);
  });

  it.each(INVALID)('both refuse %s', (_, value) => {
    expect(Policy.safeParse(value).success).toBe(false);
    expect(validate(value)).toBe(false);
  });

  it.each(['(?=a)', '(a)\\1', '[', 'a{1001}', '('.repeat(100_000)])(
    'refuses the pattern %.10s, beyond JSON Schema',
    (value) => {
      expect(Policy.safeParse(withCondition({ path, op: 'regex', value })).success).toBe(false);
    },
  );

  it('keeps every tool name as an own member, and finds no rule by an inherited one', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '0', '../x', '\u202e']) {
      const policy = Policy.parse(JSON.parse(JSON.stringify(own(name, { limits: [limit] }))));
      expect(rulesFor(policy, name)).toEqual({ limits: [limit] });
      expect(JSON.parse(JSON.stringify(policy))).toEqual(own(name, { limits: [limit] }));
    }
    for (const name of ['__proto__', 'constructor', 'toString']) {
      expect(rulesFor({ version: '1', default: 'deny', tools: {} }, name)).toBeUndefined();
    }
  });

  it('titles and describes every field, and takes the address where it is published', () => {
    const schema = policyJsonSchema('https://example.org/policy.schema.json');
    expect(schema).toMatchObject({ $id: 'https://example.org/policy.schema.json', additionalProperties: false });
    expect(policyJsonSchema()).toMatchObject({ $id: 'urn:toolgate:policy:v1' });
    const bare: string[] = [];
    const visit = (node: unknown, at: string) => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, child] of Object.entries(node)) {
        if (at.endsWith('/properties') && !(child.title && child.description)) bare.push(`${at}/${key}`);
        visit(child, `${at}/${key}`);
      }
    };
    visit(schema, '');
    expect(bare).toEqual([]);
  });
});
