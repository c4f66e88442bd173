import { describe, expect, it } from 'vitest';
import { POLITENESS, politenessFor } from './politeness.ts';

describe('crawler/http/politeness.test.ts', () => {
  it('takes the row of the table, this machine, the rows that only this machine knows, and patience for strangers', () => {
    const { host } = POLITENESS[0]!;
    const own = [host, 'own.example', '127.0.0.1'].map((name) => ({
      host: name,
      concurrency: 9,
      minIntervalMs: 9,
      rule: 'own',
    }));
    expect(politenessFor(host, '/', own)).toBe(POLITENESS[0]);
    expect(politenessFor('own.example', '/', own)).toBe(own[1]);
    expect(politenessFor('127.0.0.1', '/', own)).toMatchObject({ minIntervalMs: 0, rule: 'own machine' });
    expect(politenessFor('stranger.example', '/', own)).toMatchObject({ concurrency: 1, minIntervalMs: 1000 });
  });

  it('takes the closest row of a host', () => {
    const row = (path: string | undefined) => ({
      host: 'a.example',
      path,
      concurrency: 1,
      minIntervalMs: 1,
      rule: 'x',
    });
    const own = [row('/search'), row(undefined), row('/search/code')];
    const pathOf = (path: string) => politenessFor('a.example', path, own).path;
    expect(['/', '/search', '/search/code/x', '/other'].map(pathOf)).toEqual([
      undefined,
      '/search',
      '/search/code',
      undefined,
    ]);
  });
});
