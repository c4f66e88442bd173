import { describe, expect, it } from 'vitest';
import { temporaryStore } from '../../test/temporary-store.ts';
import { definitionHash } from '../definition-hash.ts';
import type { Classification } from '../model/classification.ts';
import type { Store } from './open.ts';

const AT = '2026-01-01T00:00:00.000Z';
const TOOL = { name: 'read', description: 'Reads.' };

const verdict: Classification = {
  category: 'Read',
  level: 'Low',
  facets: [],
  rationale: 'It reads.',
  evidence: [{ field: '/description', quote: 'Reads' }],
  findings: [
    { rule: 'one', severity: 'info', message: 'm', field: '/name', quote: 'read' },
    { rule: 'two', severity: 'high', message: 'm', field: '/description', quote: 'Re', offset: 0 },
  ],
  confidence: 'high',
  decidedBy: { kind: 'rules', version: '1', rules: ['plain-verb'] },
  opinions: [
    { by: 'rules', says: 'Read' },
    { by: 'hints', says: 'not Read' },
  ],
  disputed: true,
  definitionHash: definitionHash(TOOL),
};

function putTools(store: Store, ...names: string[]): number[] {
  return names.map((name) => {
    const { id } = store.servers.put({ identity: name, server: { name, description: '' }, status: 'active' }, AT);
    const common = { serverId: id, source: 'live', launchId: null, packageVersion: null, at: AT } as const;
    store.tools.replaceList({ ...common, tools: [TOOL] });
    return store.tools.idOf(id, 'read')!;
  });
}

describe('catalog/store/classifications.test.ts', () => {
  it('gives a verdict back as it was put, to every tool that was pointed at it', () => {
    const store = temporaryStore();
    const [one, two] = putTools(store, 'one', 'two');
    expect(store.classifications.of(one!)).toBeUndefined();
    store.classifications.put('input', verdict);
    for (const id of [one!, two!]) store.classifications.assign(id, 'input');
    expect(store.classifications.of(one!)).toEqual(verdict);
    expect(store.classifications.of(two!)).toEqual(verdict);
    // Content-addressed: the same input has one verdict, with its findings once.
    store.classifications.put('input', { ...verdict, level: 'High' });
    expect(store.classifications.of(one!)).toEqual(verdict);
  });

  it('prunes verdicts without a tool, with their findings, and no others', () => {
    const store = temporaryStore();
    const [one, two] = putTools(store, 'one', 'two');
    store.classifications.put('old', verdict);
    store.classifications.assign(one!, 'old');
    store.classifications.assign(two!, 'old');
    store.classifications.put('new', verdict);
    store.classifications.assign(one!, 'new');
    expect(store.classifications.prune()).toBe(0);
    store.classifications.assign(two!, 'new');
    expect(store.classifications.prune()).toBe(1);
    expect([store.classifications.has('old'), store.classifications.has('new')]).toEqual([false, true]);
    expect(store.db.prepare(`SELECT count(*) n FROM finding`).get()).toEqual({ n: 2 });
    expect(store.classifications.prune()).toBe(0);
  });

  it('names the overrides that no current definition answers to', () => {
    const store = temporaryStore();
    putTools(store, 'one');
    const override = {
      server: 'one',
      tool: 'read',
      definitionHash: definitionHash(TOOL),
      category: 'Read' as const,
      facets: [],
      rationale: 'r',
      evidence: verdict.evidence,
      reviewer: 'someone',
      reason: 'r',
      file: 'one.yaml',
    };
    const others = [
      { ...override, tool: 'gone' },
      { ...override, server: 'two' },
    ];
    const changed = { ...override, definitionHash: definitionHash({ name: 'read' }) };
    store.overrides.replaceAll([override, ...others]);
    expect(store.overrides.find('one', 'read')).toEqual(override);
    expect(store.overrides.stale()).toEqual(others);
    store.overrides.replaceAll([changed]);
    expect(store.overrides.find('one', 'gone')).toBeUndefined();
    expect(store.overrides.stale()).toEqual([changed]);
    expect(() => store.overrides.replaceAll([override, override])).toThrow('UNIQUE');
    expect(store.overrides.find('one', 'read')).toEqual(changed);
  });
});
