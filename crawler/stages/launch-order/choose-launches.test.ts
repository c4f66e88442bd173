import { describe, expect, test } from 'vitest';
import type { LaunchCandidate, LastLaunch } from '../../../catalog/store/launch-candidates.ts';
import { launchPlan } from '../../../test/launch-outcome.ts';
import { chooseLaunches, type LaunchChoice } from './choose-launches.ts';

const NOW = '2026-03-01T00:00:00.000Z';
const PAST = '2026-02-28T00:00:00.000Z';
const FUTURE = '2026-03-02T00:00:00.000Z';

let ids = 0;
/** A candidate that was launched in the past and is not due, but for what a test says. */
function server(
  name: string,
  {
    last,
    version = '1.0.0',
    ...parts
  }: Partial<Omit<LaunchCandidate, 'last'>> & { last?: Partial<LastLaunch> | null; version?: string } = {},
): LaunchCandidate {
  const launched = { code: 'listed' as const, startedAt: PAST, notBefore: FUTURE, failures: 0, planHash: 'now', ms: 5 };
  return {
    serverId: ++ids,
    slug: name.replace('/', '-'),
    name,
    identity: name,
    repositoryUrl: null,
    kind: 'npm',
    registries: ['official'],
    plan: JSON.stringify(launchPlan(version)),
    planHash: 'now',
    attempt: 1,
    ...parts,
    last: last === null ? undefined : { ...launched, ...last },
  };
}

const choose = (servers: LaunchCandidate[], choice: LaunchChoice = {}, oldestToday = 0) =>
  chooseLaunches(servers, { now: NOW, oldestToday, launchedToday: [] }, choice);
const names = (servers: LaunchCandidate[], choice: LaunchChoice = {}, oldestToday = 0) =>
  choose(servers, choice, oldestToday).chosen.map(({ name, reason }) => `${reason} ${name}`);

describe('crawler/stages/launch-order/choose-launches.test.ts', () => {
  test('new ones first, then changed, then retries, then tags, then the oldest; what is not due is left', () => {
    const servers = [
      server('a/oldest', { last: { notBefore: PAST } }),
      server('a/tag', { version: 'latest', last: { notBefore: PAST } }),
      server('a/retry', { last: { code: 'registry-unavailable', notBefore: PAST, failures: 2 } }),
      server('a/changed', { last: { planHash: 'before' } }),
      server('a/new', { last: null }),
      server('a/waits'),
      server('a/failed-for-good', { last: { code: 'needs-env' } }),
      server('a/backs-off', { last: { code: 'registry-unavailable', failures: 1 } }),
    ];
    const { chosen, due, stock, matching } = choose(servers);
    expect(chosen.map(({ name, reason }) => `${reason} ${name}`)).toEqual([
      'new a/new',
      'changed a/changed',
      'retry a/retry',
      'tag a/tag',
      'oldest a/oldest',
    ]);
    expect({ due, stock, matching }).toEqual({
      due: { new: 1, changed: 1, retry: 1, tag: 1, oldest: 1, asked: 0 },
      stock: 8,
      matching: 8,
    });
  });

  test('the oldest: a thirtieth of the stock in 24 hours, by age', () => {
    const servers = Array.from({ length: 90 }, (_, i) =>
      server(`pub${i}/s`, {
        last: { notBefore: PAST, startedAt: `2026-01-${String(31 - (i % 31)).padStart(2, '0')}T00:00:00.000Z` },
      }),
    );
    expect(names(servers)).toEqual(['oldest pub30/s', 'oldest pub61/s', 'oldest pub29/s']);
    expect(choose(servers)).toMatchObject({ due: { oldest: 90 }, overSlice: 87, overLimit: 0 });
    expect(names(servers, {}, 2)).toEqual(['oldest pub30/s']);
    expect(names(servers, {}, 3)).toEqual([]);
    expect(names(servers, {}, 9)).toEqual([]);
    expect(names(servers, { only: ['stale'] }, 3)).toHaveLength(90);
  });

  test('new ones by the number of registries that list them, but each publisher in turn', () => {
    const fresh = (name: string, ...registries: string[]) => server(name, { last: null, registries });
    const servers = [
      fresh('io.github.flood/1', 'official'),
      fresh('io.github.flood/2', 'official', 'docker', 'glama'),
      fresh('io.github.flood/3', 'official'),
      fresh('io.github.one/a', 'official', 'docker'),
      fresh('io.github.two/a', 'official'),
    ];
    const order = ['flood/2', 'one/a', 'two/a', 'flood/1', 'flood/3'];
    expect(names(servers)).toEqual(order.map((name) => `new io.github.${name}`));
    expect(choose(servers, { limit: 3 })).toMatchObject({ chosen: { length: 3 }, overLimit: 2, due: { new: 5 } });
    // At most so many of a namespace in a day, those of this run and of earlier ones.
    expect(names(servers, { perNamespace: 1 })).toEqual(order.slice(0, 3).map((name) => `new io.github.${name}`));
    expect(choose(servers, { perNamespace: 1 })).toMatchObject({ heldBack: 2 });
    const launchedToday = ['io.github.flood/7', 'io.github.flood/8'];
    const again = chooseLaunches(servers, { now: NOW, oldestToday: 0, launchedToday }, { perNamespace: 3 });
    expect([again.chosen.length, again.heldBack]).toEqual([3, 2]);
    expect(names(servers, { perNamespace: 1, now: true })).toHaveLength(5);
  });

  const some = [
    server('io.github.acme/notes', { slug: 'io-github-acme-notes', last: null }),
    server('com.example/Weather', { last: { planHash: 'before' }, registries: ['docker', 'official'] }),
    server('com.example/pay', { kind: 'pypi', last: { code: 'needs-env' }, registries: ['docker'] }),
    server('plain', { last: { notBefore: PAST }, registries: [], repositoryUrl: 'https://github.com/Acme/plain' }),
  ];
  test.each<[string, LaunchChoice, string[]]>([
    ['nothing', {}, ['notes', 'Weather', 'pay', 'plain']],
    ['a part of the name', { filter: { names: ['weath'] } }, ['Weather']],
    ['patterns', { filter: { names: ['*/p?y', 'io-*-notes'] } }, ['notes', 'pay']],
    ['a registry', { filter: { registries: ['docker'] } }, ['Weather', 'pay']],
    ['registries', { filter: { registries: ['docker', 'official'] } }, ['notes', 'Weather', 'pay']],
    ['a kind', { filter: { kinds: ['PyPI'] } }, ['pay']],
    ['an outcome', { filter: { outcomes: ['needs-env', 'crashed'] } }, ['pay']],
    ['a namespace', { filter: { namespaces: ['com.example'] } }, ['Weather', 'pay']],
    ['a publisher', { filter: { namespaces: ['github.com/acme'] } }, ['notes', 'plain']],
    ['two fields', { filter: { registries: ['docker'], kinds: ['npm'] } }, ['Weather']],
    ['only new', { only: ['new'] }, ['notes']],
    ['only changed', { only: ['changed'] }, ['Weather']],
    ['only failed', { only: ['failed'] }, ['pay']],
    ['only stale', { only: ['stale'] }, ['plain']],
    ['only new and failed', { only: ['new', 'failed'] }, ['notes', 'pay']],
  ])('asked for: %s', (_, choice, expected) => {
    const { matching, chosen } = choose(some, { ...choice, now: true });
    expect(matching).toBe(expected.length);
    expect(chosen.map(({ name }) => name.replace(/^.*\//, '')).toSorted()).toEqual(expected.toSorted());
  });

  test('failed ones before their time when that is asked, everything else when that is asked', () => {
    const servers = [server('a/failed', { last: { code: 'needs-env' } }), server('a/listed')];
    expect(names(servers)).toEqual([]);
    expect(names(servers, { only: ['failed'] })).toEqual([]);
    expect(names(servers, { retryFailed: true })).toEqual(['retry a/failed']);
    expect(names(servers, { now: true })).toEqual(['asked a/failed', 'asked a/listed']);
  });
});
