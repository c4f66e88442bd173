import { describe, expect, it } from 'vitest';
import { OUTCOME_TABLE, type OutcomeCode } from '../../../catalog/model/launch.ts';
import type { Launch } from '../../../catalog/store/launches.ts';
import { launchTimeline } from './launch-timeline.ts';

const launch = (day: number, code: OutcomeCode, more: Partial<Launch> = {}): Launch =>
  ({
    startedAt: `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`,
    code,
    detail: code === 'listed' ? `listed on day ${day}` : 'exit code 1',
    toolCount: 3,
    packageVersion: '1.0.0',
    reason: null,
    report: { isolation: 'namespaces', attempts: [] },
    ...more,
  }) as unknown as Launch;

describe('site/view/server/launch-timeline.test.ts', () => {
  it('tells launches that ended the same way as one', () => {
    const launches = [launch(9, 'listed'), launch(8, 'crashed'), launch(7, 'crashed'), launch(6, 'crashed')];
    const { entries, more } = launchTimeline([...launches, launch(5, 'crashed', { packageVersion: '0.9.0' })]);
    expect(entries.map(({ date, since, times, tone }) => ({ date, since, times, tone }))).toEqual([
      { date: '9 November 2026', since: undefined, times: 1, tone: 'good' },
      { date: '8 November 2026', since: '6 November 2026', times: 3, tone: 'bad' },
      { date: '5 November 2026', since: undefined, times: 1, tone: 'bad' },
    ]);
    expect(more).toBe(0);
    expect(entries[0]).toMatchObject({
      facts: [['version ', { foreign: '1.0.0' }], ['3 tools'], ['isolation: namespaces']],
    });
    expect(entries[0]).not.toHaveProperty('detail');
    expect(entries[1]).toMatchObject({ says: 'The server crashed while it started.', detail: 'exit code 1' });
  });

  it('says why and how it was started, without our codes', () => {
    const profile = { name: 'http', gained: ['declared'], environment: [], arguments: [] };
    const report = { isolation: 'namespaces', profile, attempts: [{}, {}, {}] } as unknown as Launch['report'];
    expect(launchTimeline([launch(9, 'crashed', { reason: 'new', report })]).entries[0]!.facts.slice(1)).toEqual([
      ['launched because it had not been launched before'],
      [
        'started with the settings that its record or its package declares and spoken to over the port that it opens (3 starts in all)',
      ],
      ['isolation: namespaces'],
    ]);
  });

  it('leaves out the oldest of many', () => {
    const launches = Array.from({ length: 14 }, (_, i) => launch(20 - i, i % 2 === 0 ? 'listed' : 'crashed'));
    const { entries, more } = launchTimeline(launches);
    expect([entries.length, more]).toEqual([10, 4]);
  });

  it.each(Object.keys(OUTCOME_TABLE) as OutcomeCode[])('says in a sentence what %s is', (code) => {
    expect(launchTimeline([launch(1, code)]).entries[0]!.says).toMatch(/^The server .+[^.]\.$/);
  });
});
