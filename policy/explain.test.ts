import { describe, expect, it } from 'vitest';
import { CATEGORIES, type Category } from '../catalog/model/rubric.ts';
import { compilePolicy } from './compile.ts';
import { decide, type Decision } from './decide.ts';
import { explainForNamedTools, explainForServer, explainForTool } from './explain.ts';
import { policyFaq } from './faq.ts';
import { loadPolicy } from './load.ts';
import { Policy, type Limit } from './model.ts';
import { recommendForServer, recommendForTool } from './recommend.ts';
import { standingOf } from './standing.ts';

const ALL: readonly Category[] = [...CATEGORIES, 'Unclassified'];
const NAMES = ['logout', 'delete_repo', '*', '__proto__', 'a`b', 'x\n\u202ey', 'n'.repeat(500)];

/** What a text claims about a tool, read from its words alone. */
function claimed(effect: string): string {
  if (/ is removed from the tool list, /u.test(effect)) return 'hidden';
  if (/^Every call of .* is denied/u.test(effect)) return 'deny';
  const limit = /may be called at most ([\d,]+) times a minute by each client, with any arguments/u.exec(effect)?.[1];
  if (limit !== undefined) return `allow ${limit}`;
  return /may be called with any arguments and without a limit/u.test(effect) ? 'allow' : 'nothing';
}

/** What `decide` does to calls of a tool: its decision, and how many calls in a row it lets through. */
function happens(policy: Policy, tool: string): string {
  const compiled = compilePolicy(policy);
  let made = 0;
  const counters = { now: 0, nthNewest: (_: unknown, n: number) => (n <= made ? 0 : undefined) };
  const call = (): Decision['decision'] => decide(compiled, { tool, args: { any: 'thing' } }, counters).decision;
  const first = call();
  if (first !== 'allow') return first;
  while (made < 100 && call() === 'allow') made++;
  return made === 100 ? first : `${first} ${made}`;
}

/** Faults of English that generated text is prone to. */
const FAULTS = /\.\.|\s\s|\ba [aeiou]|\b1 (?:calls|tools|times)\b|\bundefined\b|\s[.,]|[^.!?”:]$/u;
const prose = (text: string) => text.replace(/`[^`]*`/gu, '`x`');

describe('policy/explain', () => {
  it.each(ALL)('claims what decide does, for the tool and for any other: %s', (category) => {
    for (const name of NAMES) {
      const policy = recommendForTool({ name, category });
      const { effect, others } = explainForTool(policy, name);
      expect([name, claimed(effect)]).toEqual([name, happens(policy, name)]);
      expect(others).toBe(
        'Every other tool of the server is denied, because the policy’s default is deny and it lists nothing else.',
      );
      expect(happens(policy, 'unlisted')).toBe('deny');
      expect(`${prose(effect)}\n${prose(others)}`).not.toMatch(FAULTS);
    }
  });

  it('reads as a person would write it', () => {
    const effect = (category: Category) =>
      explainForTool(recommendForTool({ name: 'logout', category }), 'logout').effect;
    expect(effect('Write')).toBe(
      '`logout` may be called at most 30 times a minute by each client, with any arguments: that limits how often, not what.',
    );
    expect(effect('Destructive')).toBe(
      '`logout` is removed from the tool list, and a call to it is answered as if the tool did not exist.',
    );
    expect(effect('Financial')).toBe(
      'Every call of `logout` is denied with the message “Requires human approval.” Version 1 of the format has no approval step, so the tool stays blocked until you edit the policy.',
    );
    expect(effect('Read')).toBe('`logout` may be called with any arguments and without a limit of its own.');
  });

  it('tells conditions, shared counters, limits on all tools, approval, pins and shadow mode', () => {
    const limit = (counter: string, window: Limit['window'], max: number): Limit => ({
      counter,
      window,
      max,
      scope: 'grant',
    });
    const policy = Policy.parse({
      version: '1',
      default: 'allow',
      mode: 'shadow',
      all_tools: { limits: [limit('all', 'minute', 1)] },
      pins: { t: `sha256:${'a'.repeat(64)}` },
      tools: {
        t: {
          require: [
            {
              conditions: [
                { path: 'args.amount', op: 'lte', value: 100 },
                { path: 'args.to', op: 'in', value: ['a', 'b'] },
              ],
            },
          ],
          deny_if: [{ conditions: [{ path: 'args.note', op: 'exists', value: true }], on_deny: 'No notes' }],
          limits: [limit('t', 'hour', 1), limit('s', 'day', 1000)],
          approval: 'always',
        },
        u: { limits: [limit('s', 'day', 1000)] },
      },
    });
    expect(explainForTool(policy, 't')).toEqual({
      effect:
        'Each call of `t` that passes the rules waits for a person’s approval. Each client may ask at most once an hour and 1,000 times a day. ' +
        'Its counter `s` also counts calls of `u`. ' +
        'A call is denied when `args.note` is given. A call is denied unless `args.amount` is at most 100 and `args.to` is `"a"` or `"b"`. ' +
        'So is a call whose arguments cannot be judged by these rules. ' +
        'All tools together are limited to 1 call a minute by each client. If its definition changes, every call is denied until the pin is renewed. ' +
        'The policy is in shadow mode: decisions are only recorded, and every call is forwarded.',
      others:
        'The policy also has rules for 1 other tool. Every tool that it does not list may be called, because its default is allow.',
    });
  });

  it('says of a tool that waits for a person what its calls wait for', () => {
    const asked = (rules: object) =>
      explainForTool(
        Policy.parse({ version: '1', default: 'deny', tools: { t: { approval: 'always', ...rules } } }),
        't',
      ).effect;
    const limits = [{ counter: 'c', window: 'day', max: 3, scope: 'grant' }];
    expect(asked({})).toBe('Each call of `t` waits for a person’s approval, whatever its arguments.');
    expect(asked({ limits })).toBe(
      'Each call of `t` waits for a person’s approval, whatever its arguments. Each client may ask at most 3 times a day.',
    );
  });

  it('does not take the tools that a policy names for all that there are', () => {
    const says = (policy: object) => explainForNamedTools(Policy.parse({ version: '1', default: 'deny', ...policy }));
    expect(says({ tools: { a: { approval: 'always' } } })).toEqual({
      text: 'The only tool that the policy names waits for a person’s approval. Every other tool is denied.',
      names: ['a'],
    });
    expect(says({ default: 'allow', hide: ['a'], tools: { b: {} } }).text).toBe(
      'Of the 2 tools that the policy names, 1 may be called with any arguments and without a limit of its own and 1 is hidden. Every other tool may be called with any arguments.',
    );
    expect(says({ hide: ['a', 'b'] }).text).toBe(
      'Both tools that the policy names are hidden. Every other tool is denied.',
    );
    expect(says({ default: 'allow' }).text).toBe(
      'The policy names no tool. Every tool of the server may be called with any arguments.',
    );
    expect(says({ hide: ['*'] })).toEqual({
      text: 'The policy names no tool. Every tool of the server is hidden.',
      names: [],
    });
    expect(says({ mode: 'shadow' }).text).toMatch(/Every tool of the server is denied\. The policy is in shadow mode/u);
  });

  it('says for every operator what it tests', () => {
    const words = (op: string, value: unknown) => {
      const rule = { conditions: [{ path: 'args.a', op, value }] };
      const policy = Policy.parse({ version: '1', default: 'deny', tools: { t: { deny_if: [rule] } } });
      return /denied when `args\.a` (.*?)\. So is/u.exec(explainForTool(policy, 't').effect)?.[1];
    };
    expect([
      words('eq', 'x'),
      words('neq', 1),
      words('in', [1, 2, 3]),
      words('not_in', ['x']),
      words('not_in', ['x', 'y']),
      words('lt', 1),
      words('lte', 1),
      words('gt', 1),
      words('gte', 1),
      words('regex', '^a$'),
      words('contains', true),
      words('exists', false),
    ]).toEqual([
      'is `"x"`',
      'is not `1`',
      'is `1`, `2` or `3`',
      'is not `"x"`',
      'is none of `"x"` or `"y"`',
      'is less than 1',
      'is at most 1',
      'is greater than 1',
      'is at least 1',
      'matches the pattern `^a$`',
      'contains `true`',
      'is left out',
    ]);
  });

  it('ends a quoted message once', () => {
    const effect = (on_deny?: string) => {
      const policy = Policy.parse({
        version: '1',
        default: 'deny',
        tools: { t: { deny_if: [{ conditions: [], on_deny }] } },
      });
      return explainForTool(policy, 't').effect.replace(/ Version 1 .*/u, '');
    };
    expect([effect('Off'), effect('Off.'), effect('Off?! '), effect(' '), effect()]).toEqual([
      'Every call of `t` is denied with the message “Off”.',
      'Every call of `t` is denied with the message “Off.”',
      'Every call of `t` is denied with the message “Off?!”',
      'Every call of `t` is denied.',
      'Every call of `t` is denied.',
    ]);
  });

  it('counts the tools of a server as decide treats them', () => {
    const tools = ALL.flatMap((category, i) =>
      Array.from({ length: i + 1 }, (_, k) => ({ name: `${category}${k}`, category })),
    );
    const policy = recommendForServer(tools);
    const names = tools.map(({ name }) => name);
    expect(explainForServer(policy, names)).toBe(
      'Of 21 tools, 1 may be called with any arguments and without a limit of its own, 5 may be called with any arguments at a limited rate, 4 are hidden and 11 are denied. Every tool that the policy does not list is denied.',
    );
    const fates = names.map((name) => happens(policy, name).replace(/ \d+$/u, ' limited'));
    const numbers = ['allow', 'allow limited', 'hidden', 'deny'].map(
      (fate) => fates.filter((other) => other === fate).length,
    );
    expect(numbers).toEqual([1, 5, 4, 11]);
  });

  it.each([
    [[], 'The server lists no tools.'],
    [['Read'], 'The only tool may be called with any arguments and without a limit of its own.'],
    [['Destructive'], 'The only tool is hidden.'],
    [['Write', 'Execute'], 'Both tools may be called with any arguments at a limited rate.'],
    [['Financial', 'Financial', 'Unclassified'], 'All 3 tools are denied.'],
    [
      ['Read', 'Financial'],
      'Of 2 tools, 1 may be called with any arguments and without a limit of its own and 1 is denied.',
    ],
  ] as const)('summarises a server with %j', (categories, summary) => {
    const tools = categories.map((category, i) => ({ name: `t${i}`, category }));
    const text = explainForServer(
      recommendForServer(tools),
      tools.map(({ name }) => name),
    );
    expect(text).toBe(`${summary} Every tool that the policy does not list is denied.`);
  });

  it('takes a standing that agrees with decide from every kind of rule', () => {
    const never: Limit = { counter: 'never', window: 'day', max: 0, scope: 'grant' };
    const condition = { path: 'args.any', op: 'eq' as const, value: 'thing' };
    const tools: NonNullable<Policy['tools']> = {
      allowed: {},
      limited: { limits: [{ ...never, counter: 'c', max: 1 }] },
      asked: { approval: 'always', limits: [{ ...never, counter: 'd', max: 9 }] },
      denied: { limits: [never], approval: 'always' },
      restricted: { require: [{ conditions: [condition] }] },
      hidden: {},
    };
    const policy: Policy = { version: '1', default: 'deny', hide: ['hidden'], tools };
    for (const name of Object.keys(tools)) expect(standingOf(policy, name)).toBe(name);
    expect(Object.keys(tools).map((name) => happens(policy, name))).toEqual([
      'allow',
      'allow 1',
      'ask',
      'deny',
      'allow',
      'hidden',
    ]);
    expect(standingOf({ version: '1', default: 'allow', hide: ['*'] }, 'x')).toBe('hidden');
    expect([standingOf(policy, 'x'), standingOf({ ...policy, default: 'allow' }, 'constructor')]).toEqual([
      'denied',
      'allowed',
    ]);
  });
});

describe('policy/faq', () => {
  const DOCUMENTED = new Set(['version', 'default', 'hide', 'tools', 'deny_if', 'conditions', 'on_deny']);
  for (const member of ['limits', 'counter', 'window', 'max', 'scope']) DOCUMENTED.add(member);

  it.each(ALL)('answers with files of version 1 that do what is said: %s', (category) => {
    for (const name of NAMES) {
      const faq = policyFaq({ name, category });
      expect(faq.map(({ id }) => id)).toEqual(['rate-limit', 'block']);
      for (const { id, question, answer, snippet } of faq) {
        const loaded = loadPolicy(snippet);
        if ('problems' in loaded) throw new Error(snippet);
        const { tools = {}, ...rest } = loaded.policy;
        const written = JSON.stringify([rest, Object.values(tools)]);
        const members = [...written.matchAll(/"([^"]*)":/gu)].map((match) => match[1] ?? '');
        expect(members.filter((member) => !DOCUMENTED.has(member))).toEqual([]);
        expect(prose(question)).not.toMatch(/\s\s|undefined|[^?]$/u);
        expect(prose(answer)).not.toMatch(FAULTS);
        // Every limit here is above 0, so "allow" with a number is what a rate limit means.
        const fate = happens(loaded.policy, name).replace(/ \d+$/u, ' limited');
        const expected = { 'rate-limit': 'allow limited', block: 'hidden' };
        expect([name, fate]).toEqual([name, name === '*' ? 'deny' : expected[id]]);
      }
    }
  });
});
