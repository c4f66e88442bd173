import { describe, expect, it } from 'vitest';
import { definitionDiff } from '../../../catalog/definition-diff/definition-diff.ts';
import type { Launch } from '../../../catalog/store/launches.ts';
import type { ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import { provenanceView } from './provenance.ts';

const before = { name: 'a', description: 'x'.repeat(900), inputSchema: { properties: {} } };
const after = { name: 'a', description: 'Short.', inputSchema: { properties: { path: { type: 'string' } } } };

const tool = {
  source: 'live',
  launchId: 1,
  condition: null,
  firstSeenAt: '2026-11-01T00:00:00Z',
  definitionHash: 'sha256:2',
  definition: after,
  sourceReferences: [],
  classification: undefined,
  history: [
    {
      since: '2026-11-20T00:00:00Z',
      definitionHash: 'sha256:2',
      packageVersion: '2.0.0',
      diff: definitionDiff(before, after),
    },
    { since: '2026-11-01T00:00:00Z', definitionHash: 'sha256:1', packageVersion: null },
  ],
} as unknown as ToolRecord;

const good = { startedAt: '2026-11-20T00:00:00Z', packageVersion: '2.0.0', report: {} } as Launch;
const view = (parts: Partial<ServerView> = {}) =>
  ({
    server: { name: 's', slug: 's' },
    lastGood: good,
    launches: [good],
    outcome: { code: 'listed', detail: '', at: good.startedAt },
    ...parts,
  }) as ServerView;

const failed = { startedAt: '2026-11-21T00:00:00Z', packageVersion: '3.0.0' } as Launch;
const outcome = { code: 'needs-env' as const, detail: '', at: failed.startedAt };

describe('site/view/tool/provenance.test.ts', () => {
  it('says what changed from one definition to the next, long values cut', () => {
    const [newest, first, ...others] = provenanceView(view(), tool).history;
    expect(others).toEqual([]);
    expect(newest).toEqual({
      since: '20 November 2026',
      definitionHash: 'sha256:2',
      packageVersion: '2.0.0',
      changes: [
        {
          severity: 'info',
          says: ['the description changed'],
          before: { text: 'x'.repeat(300), omitted: 600 },
          after: { text: 'Short.' },
        },
        { severity: 'low', says: ['the argument ', { code: 'path' }, ' is new'], after: { text: '{"type":"string"}' } },
      ],
      more: 0,
    });
    expect(first).toEqual({ since: '1 November 2026', definitionHash: 'sha256:1', changes: [], more: 0 });
  });

  it('shows so many changes and counts the others', () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`p${i}`, {}]));
    const diff = definitionDiff(before, { ...before, inputSchema: { properties: many } });
    const [row] = provenanceView(view(), { ...tool, history: [{ ...tool.history[0]!, diff }] }).history;
    expect([row!.changes.length, row!.more]).toEqual([20, 130]);
  });

  it('dates a list that a newer version did not replace', () => {
    const rows = (parts: Partial<ServerView>) =>
      provenanceView(view(parts), tool).rows.flatMap(({ label, value }) => (label === 'Last good list' ? value : []));
    expect(rows({})).toEqual([]);
    const stale = rows({ outcome, launches: [failed, good] });
    expect(stale).toEqual([
      'version 2.0.0, as of 20 November 2026; the newer version 3.0.0 could not be listed: the server stopped because an environment variable is missing or was not accepted.',
    ]);
    // Another failing launch of that version changes nothing on the page of the tool.
    const again = { ...failed, startedAt: '2026-11-25T00:00:00Z' };
    expect(rows({ outcome: { ...outcome, at: again.startedAt }, launches: [again, failed, good] })).toEqual(stale);
  });
});
