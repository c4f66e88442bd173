import { describe, expect, it } from 'vitest';
import type { Truth } from '../../policy/truth.ts';
import { judge } from './judge.ts';
import { POSTURES } from './postures.ts';
import { Predicate } from './predicate.ts';
import type { ServerFacts, ToolFacts } from './server-facts.ts';

const tool = (change: Partial<ToolFacts> = {}): ToolFacts => ({
  name: 'run',
  verdict: { category: 'Execute', facets: new Set(['freeform-shell']) },
  findings: [],
  roles: new Set(),
  subjects: new Set(),
  ...change,
});
const server = (tools: ToolFacts[], postures: Partial<ServerFacts['postures']> = {}): ServerFacts => ({
  tools,
  findings: [],
  postures: {
    ...(Object.fromEntries(POSTURES.map((name) => [name, 'unknown'])) as ServerFacts['postures']),
    ...postures,
  },
});
const judged = (predicate: unknown, one = tool(), beside: ServerFacts = server([one])) =>
  judge(Predicate.parse(predicate), one, beside);

describe('attacks/predicate/judge.test.ts', () => {
  it.each<[unknown, Truth]>([
    [{ category: 'Execute' }, true],
    [{ category: ['Write', 'Execute'] }, true],
    [{ category: 'Read' }, false],
    [{ facet: 'freeform-shell' }, true],
    [{ facet: 'egress' }, false],
    [{ not: { facet: 'egress' } }, true],
    [{ all: [{ category: 'Execute' }, { facet: 'egress' }] }, false],
    [{ any: [{ category: 'Execute' }, { facet: 'egress' }] }, true],
    [{ posture: 'remote' }, 'unknown'],
    [{ not: { posture: 'remote' } }, 'unknown'],
    [{ all: [{ category: 'Execute' }, { posture: 'remote' }] }, 'unknown'],
    [{ all: [{ category: 'Read' }, { posture: 'remote' }] }, false],
    [{ any: [{ category: 'Execute' }, { posture: 'remote' }] }, true],
    [{ subject: 'memory' }, false],
    [{ argument: 'path' }, false],
    [{ serverFinding: 'provenance' }, false],
  ])('judges %j as %s', (predicate, truth) => {
    expect(judged(predicate).truth).toBe(truth);
  });

  it('knows neither category nor facets without a verdict', () => {
    const unread = tool({ verdict: undefined });
    expect(judged({ facet: 'egress' }, unread).truth).toBe('unknown');
    expect(judged({ not: { category: 'Read' } }, unread).truth).toBe('unknown');
  });

  it('looks at severity, sentence and place of findings', () => {
    const found = (severity: 'info' | 'high', field: string) =>
      tool({ findings: [{ rule: 'model-directive', severity, message: 'The text asks to be preferred.', field }] });
    const test = { finding: ['model-directive', 'pseudo-markup'], from: 'medium', where: 'beside-description' };
    expect(judged(test, found('high', '/inputSchema/properties/a/description')).truth).toBe(true);
    expect(judged(test, found('info', '/inputSchema/properties/a/description')).truth).toBe(false);
    expect(judged(test, found('high', '/description')).truth).toBe(false);
    expect(judged({ finding: 'model-directive', saying: 'preferred' }, found('info', '/name')).truth).toBe(true);
    expect(judged({ finding: 'model-directive', saying: 'first' }, found('high', '/name')).truth).toBe(false);
  });

  it('finds the tool of the server that fits, its own facts first', () => {
    const reader = tool({ name: 'read', verdict: { category: 'Read', facets: new Set(['private-data']) } });
    const other = tool({ name: 'other', verdict: { category: 'Read', facets: new Set(['private-data']) } });
    const beside = server([tool(), other, reader]);
    const predicate = { server: { facet: 'private-data' } };
    expect(judged(predicate, tool(), beside).reasons).toEqual([
      { tool: 'other', specificity: 'effect', test: { facet: ['private-data'] } },
    ]);
    expect(judged(predicate, reader, beside).reasons).toEqual([
      { specificity: 'effect', test: { facet: ['private-data'] } },
    ]);
    expect(judged(predicate, tool(), server([tool()])).truth).toBe(false);
    expect(judged(predicate, tool(), server([tool({ verdict: undefined })])).truth).toBe('unknown');
  });

  it('gives only the facts that held, and how specific they are', () => {
    const predicate = {
      any: [
        { category: ['Write', 'Execute'] },
        { facet: ['egress', 'freeform-shell'] },
        { posture: ['remote', 'oauth'] },
      ],
    };
    expect(judged(predicate, tool(), server([tool()], { remote: true, oauth: false })).reasons).toEqual([
      { specificity: 'effect', test: { category: ['Execute'] } },
      { specificity: 'argument', test: { facet: ['freeform-shell'] } },
      { specificity: 'posture', test: { posture: ['remote'] } },
    ]);
  });

  it.each([
    {},
    { facet: 'x' },
    { category: 'Unclassified' },
    { facet: [] },
    { any: [{ facet: 'egress' }] },
    { facet: 'egress', any: [] },
  ])('refuses %j', (predicate) => {
    expect(Predicate.safeParse(predicate).success).toBe(false);
  });
});
