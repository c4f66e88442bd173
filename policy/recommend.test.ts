import { describe, expect, it } from 'vitest';
import { CATEGORIES, type Category } from '../catalog/model/rubric.ts';
import { decide } from './decide.ts';
import { formatPolicy } from './format-policy.ts';
import { loadPolicy, type LoadedPolicy } from './load.ts';
import { rulesFor, type Policy } from './model.ts';
import { recommendForServer, recommendForTool } from './recommend.ts';

const ALL: readonly Category[] = [...CATEGORIES, 'Unclassified'];
const HOSTILE = [
  '__proto__',
  'constructor',
  'toString',
  '0',
  '10',
  '9',
  '../x',
  'a"b',
  'x\n\u202e',
  '<script>',
  '~/',
  '_rate',
  ' ',
];

function reload(policy: Policy): LoadedPolicy {
  const loaded = loadPolicy(formatPolicy(policy));
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  return loaded;
}

const empty = { now: 0, nthNewest: () => undefined };
const EXPECTED: Record<Category, string> = {
  Read: 'allow',
  Write: 'allow',
  Execute: 'allow',
  Destructive: 'hidden',
  Financial: 'deny',
  Unclassified: 'deny',
};

describe('policy/recommend', () => {
  it('gives each category the rule of the rubric', () => {
    const rate = (max: number) => ({ limits: [{ counter: 't_rate', window: 'minute', max, scope: 'grant' }] });
    const deny = { deny_if: [{ conditions: [], on_deny: 'Requires human approval.' }] };
    const head = { version: '1', default: 'deny' };
    expect(ALL.map((category) => recommendForTool({ name: 't', category }))).toEqual([
      { ...head, tools: { t: {} } },
      { ...head, tools: { t: rate(30) } },
      { ...head, tools: { t: rate(10) } },
      { ...head, hide: ['t'] },
      { ...head, tools: { t: deny } },
      { ...head, tools: { t: deny } },
    ]);
  });

  it('prints the exact text that the tool page shows', () => {
    expect(formatPolicy(recommendForTool({ name: 'logout', category: 'Write' }))).toBe(`{
  "version": "1",
  "default": "deny",
  "tools": {
    "logout": {
      "limits": [
        {
          "counter": "logout_rate",
          "window": "minute",
          "max": 30,
          "scope": "grant"
        }
      ]
    }
  }
}`);
    expect(formatPolicy(recommendForTool({ name: 'delete_repo', category: 'Destructive' }))).toBe(
      '{\n  "version": "1",\n  "default": "deny",\n  "hide": [\n    "delete_repo"\n  ]\n}',
    );
  });

  it.each(ALL)('survives writing, loading and deciding under every name: %s', (category) => {
    for (const name of HOSTILE) {
      const { policy, compiled } = reload(recommendForTool({ name, category }));
      expect([name, decide(compiled, { tool: name }, empty).decision]).toEqual([name, EXPECTED[category]]);
      expect(decide(compiled, { tool: `${name}x` }, empty).rule).toBe('(default deny)');
      expect(formatPolicy(policy)).toBe(formatPolicy(recommendForTool({ name, category })));
    }
  });

  it('covers every tool of a server with the rule of its own page, whatever the order', () => {
    const tools = HOSTILE.map((name, i) => ({ name, category: ALL[i % ALL.length] ?? 'Unclassified' }));
    const server = recommendForServer(tools);
    for (const tool of tools) {
      const alone = recommendForTool(tool);
      expect(rulesFor(server, tool.name)).toEqual(rulesFor(alone, tool.name));
      expect(server.hide?.includes(tool.name) ?? false).toBe(alone.hide?.includes(tool.name) ?? false);
    }
    const { compiled } = reload(server);
    expect(tools.map(({ name }) => decide(compiled, { tool: name }, empty).decision)).toEqual(
      tools.map(({ category }) => EXPECTED[category]),
    );
    expect(formatPolicy(recommendForServer(tools.toReversed()))).toBe(formatPolicy(server));
    const counters = Object.values(server.tools ?? {}).flatMap(({ limits = [] }) =>
      limits.map(({ counter }) => counter),
    );
    expect(new Set(counters).size).toBe(counters.length);
  });

  it('gives a name that is listed twice the strictest of its rules', () => {
    const order: Category[] = ['Read', 'Write', 'Execute', 'Financial', 'Destructive'];
    for (const [i, a] of order.entries()) {
      for (const [j, b] of order.entries()) {
        const twice = recommendForServer([a, b].map((category) => ({ name: 't', category })));
        expect(twice).toEqual(recommendForTool({ name: 't', category: order[Math.max(i, j)] ?? 'Unclassified' }));
      }
    }
  });

  it.each(ALL)('never names a tool called *, and denies it and no other: %s', (category) => {
    expect(recommendForTool({ name: '*', category })).toEqual({ version: '1', default: 'deny' });
    const { compiled } = reload(
      recommendForServer([
        { name: '*', category },
        { name: 'list', category: 'Read' },
      ]),
    );
    expect(decide(compiled, { tool: '*' }).decision).toBe('deny');
    expect(decide(compiled, { tool: 'list' }).decision).toBe('allow');
  });

  it('denies everything for a server without tools', () => {
    expect(recommendForServer([])).toEqual({ version: '1', default: 'deny' });
  });

  it('makes policies for 10,000 tools that still load', () => {
    const tools = Array.from({ length: 10_000 }, (_, i) => ({
      name: `quite_a_long_tool_name_${i}`,
      category: 'Write' as const,
    }));
    expect(reload(recommendForServer(tools)).compiled.tools.size).toBe(10_000);
  });
});

describe('policy/format-policy', () => {
  it('orders members as the format does, whatever their order', () => {
    const policy: Policy = {
      tools: { b: {}, a: { approval: 'always', limits: [{ scope: 'grant', max: 1, window: 'day', counter: 'c' }] } },
      default: 'allow',
      version: '1',
    };
    expect(JSON.stringify(JSON.parse(formatPolicy(policy)))).toBe(
      '{"version":"1","default":"allow","tools":{"b":{},"a":{"limits":[{"counter":"c","window":"day","max":1,"scope":"grant"}],"approval":"always"}}}',
    );
  });

  it('prints nothing that does not load', () => {
    expect(() => formatPolicy({ version: '1', default: 'deny', hide: [''] })).toThrow('must be a tool name');
  });
});
