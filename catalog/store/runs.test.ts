import { describe, expect, it } from 'vitest';
import { temporaryStore } from '../../test/temporary-store.ts';

const at = (hour: number) => `2026-01-01T0${hour}:00:00.000Z`;

describe('catalog/store/runs.test.ts', () => {
  it('records how each command ended, and knows which ones were killed', () => {
    const { runs } = temporaryStore();
    const done = runs.begin('crawl', at(1));
    runs.end(done, 'partial', { 'launch.listed': 3 }, at(2));
    const killed = runs.begin('crawl', at(3));
    const running = runs.begin('classify', at(4));
    expect(runs.latest(10)).toEqual([
      { id: running, command: 'classify', startedAt: at(4), endedAt: null, status: 'running', counts: {} },
      { id: killed, command: 'crawl', startedAt: at(3), endedAt: null, status: 'stopped', counts: {} },
      {
        id: done,
        command: 'crawl',
        startedAt: at(1),
        endedAt: at(2),
        status: 'partial',
        counts: { 'launch.listed': 3 },
      },
    ]);
    expect(runs.latest(1)).toHaveLength(1);
  });
});
