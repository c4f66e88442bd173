import { describe, expect, it } from 'vitest';
import { definitionDiff } from '../../../catalog/definition-diff/definition-diff.ts';
import type { ToolDefinition } from '../../../catalog/model/tool-definition.ts';
import { changelogView } from './changelog.ts';

const before: ToolDefinition = { name: 'read', description: 'Reads a file.' };
const after: ToolDefinition = {
  name: 'read',
  description: 'Reads any file.',
  inputSchema: { properties: { path: { type: 'string' } } },
};
const first = { since: '2026-11-01T00:00:00Z', definitionHash: 'sha256:1', packageVersion: null };
const second = { since: '2026-11-20T00:00:00Z', definitionHash: 'sha256:2', packageVersion: '2.0.0' };

describe('site/view/tool/changelog.test.ts', () => {
  it('says what changed from one definition to the next, and shows texts as differences', () => {
    const history = [{ ...second, diff: definitionDiff(before, after) }, first];
    expect(changelogView({ history, absences: [{ removedAt: first.since, returnedAt: second.since }] })).toEqual({
      entries: [
        {
          since: '20 November 2026',
          sinceIso: second.since,
          definitionHash: 'sha256:2',
          packageVersion: '2.0.0',
          first: false,
          rows: [
            {
              severity: 'info',
              says: ['the description changed'],
              diff: [{ same: 'Reads ' }, { removed: 'a' }, { added: 'any' }, { same: ' file.' }],
            },
            {
              severity: 'low',
              says: ['the argument ', { code: 'path' }, ' is new'],
              after: { text: '{"type":"string"}' },
            },
          ],
          more: 0,
        },
        {
          since: '1 November 2026',
          sinceIso: first.since,
          definitionHash: 'sha256:1',
          first: true,
          rows: [],
          more: 0,
        },
      ],
      more: 0,
      absences: [{ from: '1 November 2026', fromIso: first.since, to: '20 November 2026', toIso: second.since }],
      moreAbsences: 0,
    });
  });

  it('shows so many changes and definitions, and counts the others', () => {
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`p${i}`, {}]));
    const diff = definitionDiff(before, { ...before, inputSchema: { properties: many } });
    const { entries, more, absences, moreAbsences } = changelogView({
      history: Array.from({ length: 30 }, () => ({ ...second, diff })),
      absences: Array.from({ length: 25 }, () => ({ removedAt: first.since, returnedAt: second.since })),
    });
    expect([entries.length, more, entries[0]!.rows.length, entries[0]!.more]).toEqual([20, 10, 20, 130]);
    expect([absences.length, moreAbsences]).toEqual([20, 5]);
  });

  it('cuts long values', () => {
    const long = { ...before, description: 'x'.repeat(1_000_000) };
    const [entry] = changelogView({
      history: [{ ...second, diff: definitionDiff(long, before) }, first],
      absences: [],
    }).entries;
    expect(JSON.stringify(entry).length).toBeLessThan(1000);
  });
});
