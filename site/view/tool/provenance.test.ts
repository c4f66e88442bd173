import { describe, expect, it } from 'vitest';
import type { Launch } from '../../../catalog/store/launches.ts';
import type { ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import { provenanceView } from './provenance.ts';

const tool = {
  source: 'live',
  launchId: 1,
  condition: null,
  firstSeenAt: '2026-11-01T00:00:00Z',
  definitionHash: 'sha256:2',
  definition: { name: 'a' },
  absences: [],
  sourceReferences: [],
  classification: undefined,
  history: [],
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
