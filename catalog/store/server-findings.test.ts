import { describe, expect, test } from 'vitest';
import { temporaryStore } from '../../test/temporary-store.ts';
import type { ServerFinding } from '../model/server-finding.ts';
import type { Store } from './open.ts';
import { snippetsOf } from './source-references.ts';

const AT = '2026-01-01T00:00:00.000Z';

function serverWith(store: Store, name: string, tools: string[]): number {
  const { id } = store.servers.put({ identity: name, server: { name, description: '' }, status: 'active' }, AT);
  const list = tools.map((tool) => ({ name: tool }));
  store.tools.replaceList({ serverId: id, tools: list, source: 'live', launchId: null, packageVersion: null, at: AT });
  return id;
}

const finding = (rest: Partial<ServerFinding> = {}): ServerFinding => ({
  rule: 'provenance',
  severity: 'info',
  message: 'm',
  evidence: [{ quote: 'q', server: 'other' }],
  ...rest,
});

describe('catalog/store/server-findings.test.ts', () => {
  test('findings are replaced as a whole and read back as they were', () => {
    const store = temporaryStore();
    const id = serverWith(store, 'a', ['get_note']);
    expect(store.serverFindings.inputHash(id)).toBe(undefined);
    const first = [finding({ tool: 'get_note', severity: 'low' }), finding()];
    store.serverFindings.replace(id, 'h1', first);
    expect(store.serverFindings.of(id)).toEqual(first);
    store.serverFindings.replace(id, 'h2', [finding({ message: 'n' })]);
    expect(store.serverFindings.of(id)).toEqual([finding({ message: 'n' })]);
    expect(store.serverFindings.inputHash(id)).toBe('h2');
    expect(store.serverFindings.counts()).toEqual([{ rule: 'provenance', severity: 'info', count: 1 }]);
  });

  test('a tool that is gone, or a server that is hidden, has no findings to show', () => {
    const store = temporaryStore();
    const id = serverWith(store, 'a', ['get_note', 'add_note']);
    store.serverFindings.replace(id, 'h', [finding({ tool: 'get_note' })]);
    serverWith(store, 'a', ['add_note']);
    expect(store.serverFindings.of(id)).toEqual([]);
    store.serverFindings.replace(id, 'h', [finding()]);
    store.servers.withdraw(id, 'gone', AT);
    expect(store.serverFindings.counts()).toEqual([]);
  });

  test('the walk gives the current tools of shown servers, server by server', () => {
    const store = temporaryStore();
    const a = serverWith(store, 'a', ['x', 'y']);
    const b = serverWith(store, 'b', ['x']);
    serverWith(store, 'a', ['y', 'z']);
    store.servers.withdraw(b, 'gone', AT);
    const listed = [...store.serverFindings.listed()];
    expect(listed.map(({ serverId, name, category, versions }) => ({ serverId, name, category, versions }))).toEqual([
      { serverId: a, name: 'y', category: null, versions: 1 },
      { serverId: a, name: 'z', category: null, versions: 1 },
    ]);
  });

  test('marks change with a tool, a verdict, a server and an advisory', () => {
    const store = temporaryStore();
    const marks = () => [...store.serverFindings.marks()].map(({ mark }) => mark).join('\n');
    const seen = new Set([marks()]);
    const id = serverWith(store, 'a', ['x']);
    seen.add(marks());
    serverWith(store, 'a', ['y']);
    seen.add(marks());
    store.servers.withdraw(id, 'gone', AT);
    seen.add(marks());
    store.packageAdvisories.put({ ecosystem: 'npm', package: 'a', version: '1' }, ['B', 'A', 'A'], AT);
    seen.add(marks());
    expect(seen.size).toBe(5);
    expect(store.packageAdvisories.of({ ecosystem: 'npm', package: 'a', version: '1' })).toEqual(['A', 'B']);
    expect(store.packageAdvisories.of({ ecosystem: 'npm', package: 'a', version: '2' })).toBe(undefined);
    expect(marks()).toBe(marks());
  });

  test('references keep the lines that they stand for', () => {
    const store = temporaryStore();
    const id = serverWith(store, 'a', ['x']);
    const [tool] = store.tools.of(id);
    const place = { repository: 'r', commit: 'c', path: 'a.ts', lineStart: 3, lineEnd: 4, role: 'handler' as const };
    store.sourceReferences.replace(tool!.id, [place, { ...place, snippet: 'eval(x)' }]);
    const references = store.sourceReferences.of(tool!.id);
    expect(references).toEqual([place, { ...place, snippet: 'eval(x)' }]);
    expect(snippetsOf(references)).toEqual([{ path: 'a.ts', line: 3, text: 'eval(x)' }]);
  });
});
