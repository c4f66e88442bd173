import { describe, expect, it } from 'vitest';
import { OUTCOME_TABLE, type OutcomeCode } from '../../../catalog/model/launch.ts';
import type { StoredDetail } from '../../../catalog/store/entry-details.ts';
import type { StoredEntry } from '../../../catalog/store/registries.ts';
import type { Launch } from '../../../catalog/store/launches.ts';
import type { ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import { outcomeView } from './outcome.ts';
import { serverPage } from './server-page.ts';

const AT = '2026-11-20T00:00:00Z';

const server: ServerView['server'] = {
  id: 1,
  identity: 'i',
  slug: 'notes',
  name: 'example/notes',
  title: 'Notes',
  description: 'Keeps notes.',
  version: '1.0.0',
  websiteUrl: 'javascript:alert(1)',
  repositoryUrl: 'https://github.com/example/notes',
  repositorySubfolder: null,
  status: 'active',
  statusMessage: null,
  recordHash: '',
  firstSeenAt: AT,
  changedAt: AT,
  visibility: 'public' as const,
};
const NOTHING: ServerView = {
  server,
  packages: [],
  remotes: [],
  details: [],
  registries: {},
  attributions: [],
  entries: [],
  identity: { nameProven: false, conflicts: [], copies: 0, ownership: [], others: [], formerSlugs: [] },
  outcome: undefined,
  launches: [],
  lastGood: undefined,
  malformed: [],
  tools: [],
  findings: [],
  similar: [],
};
const view = (change: Partial<ServerView> = {}): ServerView => ({ ...NOTHING, ...change });

const tool = (name: string, level: 'Low' | 'Critical'): ToolRecord => ({
  id: name.length,
  serverId: 1,
  name,
  slug: name,
  position: 0,
  definitionHash: '',
  definition: { name },
  source: 'imported',
  launchId: null,
  condition: null,
  firstSeenAt: AT,
  history: [],
  absences: [],
  sourceReferences: [],
  classification: {
    category: level === 'Low' ? 'Read' : 'Destructive',
    level,
    facets: [],
    rationale: '',
    evidence: [],
    findings: [],
    confidence: 'high',
    decidedBy: { kind: 'rules', version: '', rules: [] },
    opinions: [],
    disputed: false,
    definitionHash: '',
  },
});

describe('site/view/server/server-page.test.ts', () => {
  it('says in its description how bad its tools can get', () => {
    const page = serverPage(view({ tools: [tool('a', 'Low'), tool('zz', 'Critical'), tool('bbb', 'Low')] }));
    expect(page.head.description).toBe('3 tools: 1 Critical and 2 Low. Keeps notes.');
    expect(JSON.parse(page.policies[0]!.text!)).toMatchObject({ default: 'deny', hide: ['zz'] });
  });

  it('shows no part that needs tools where there are none', () => {
    const { profile, cost, policies, changes, tools } = serverPage(view());
    expect({ profile, cost, policies, days: changes.days, groups: tools.groups }).toEqual({
      profile: undefined,
      cost: undefined,
      policies: [],
      days: [],
      groups: [],
    });
  });

  it('links web addresses only', () => {
    const page = serverPage(view());
    expect([page.website, page.repository]).toEqual([undefined, 'https://github.com/example/notes']);
  });

  it.each(Object.keys(OUTCOME_TABLE) as OutcomeCode[])('says in words that a launch ended with %s', (code) => {
    const { text, label } = outcomeView(view({ outcome: { code, detail: 'x', at: '2026-11-20T00:00:00Z' } }));
    expect(text).toMatch(
      code === 'listed'
        ? /^The server .+[^.]\. Last tried on 20 November 2026\.$/
        : /^The server .+[^.]\. Last tried on 20 November 2026\. It is tried again [^.]+\.$/,
    );
    expect(label).not.toContain('-');
  });

  it('says of what was never launched what brings it back', () => {
    const { text } = outcomeView(view({ outcome: { code: 'unsupported-kind', detail: '', at: undefined } }));
    expect(text).toMatch(/ It is looked at again when its record changes\.$/);
  });

  it('names registries as the page of sources does, and no file of the operator', () => {
    const entry = (registry: string, updatedAt: string | null) =>
      ({ registry, nativeId: 'x', status: 'active', statusMessage: null, updatedAt, standing: 'owner' }) as StoredEntry;
    const saying = [{ registry: 'file:list-0a1b2c', nativeId: 'x' }];
    const identity = {
      ...NOTHING.identity,
      conflicts: [{ field: 'title' as const, values: [{ value: 'X', entries: saying }] }],
    };
    const page = serverPage(
      view({
        entries: [entry('example', AT), entry('file:list-0a1b2c', null), entry('own', null)],
        registries: { example: { title: 'Example registry' }, own: { title: 'Own registry', private: true } },
        details: [{ registry: 'example', nativeId: 'x', stars: 1234, licence: 'MIT' } as StoredDetail],
        identity,
      }),
    );
    expect(page.entries.map(({ registry }) => registry)).toEqual([
      { title: 'Example registry', url: '/sources/#registry-example' },
      { title: 'A file of the operator' },
      { title: 'Own registry' },
    ]);
    expect(page.entries[0]!.facts.flat()).toEqual([
      expect.stringMatching(/^changed there on /),
      'says that its repository has 1,234 stars',
      'gives its licence as ',
      { foreign: 'MIT' },
    ]);
    expect(JSON.stringify(page)).not.toContain('0a1b2c');
  });

  it.each([
    ['1.0.0', '2.0.0', 'version 1.0.0, as of 1 November 2026', 'the newer version 2.0.0, tried on 20 November 2026,'],
    ['1.0.0', '1.0.0', 'version 1.0.0, as of 1 November 2026', 'the same version, tried on 20 November 2026,'],
    ['1.0.0', null, 'version 1.0.0, as of 1 November 2026', 'the newest attempt, tried on 20 November 2026,'],
    [null, null, 'as of 1 November 2026', 'the newest attempt, tried on 20 November 2026,'],
  ])('tells a list of %j that is older than the failed attempt with %j', (was, is, listed, tried) => {
    const lastGood = { startedAt: '2026-11-01T00:00:00Z', packageVersion: was } as Launch;
    const outcome = { code: 'crashed' as const, detail: '', at: '2026-11-20T00:00:00Z' };
    const failed = { startedAt: outcome.at, packageVersion: is } as Launch;
    const stale = view({ outcome, lastGood, launches: [failed], tools: [tool('a', 'Low')] });
    expect(outcomeView(stale).lastGood).toBe(
      `The list below (1 tool) is the last good one: ${listed}. It is kept because ${tried} could not be listed: the server crashed while it started.`,
    );
    expect(outcomeView(view({ outcome: { ...outcome, code: 'listed' }, lastGood })).lastGood).toBeUndefined();
  });

  it('tells a list of a server that can no longer be launched', () => {
    const lastGood = { startedAt: '2026-11-01T00:00:00Z', packageVersion: '1.0.0' } as Launch;
    const outcome = { code: 'refused' as const, detail: '', at: undefined };
    expect(outcomeView(view({ outcome, lastGood, tools: [tool('a', 'Low')] })).lastGood).toContain(
      'It is kept because the newest attempt could not be listed',
    );
  });

  it.each(['declared', 'static'] as const)('says of a list that was not heard from the server: %s', (source) => {
    const outcome = { code: 'crashed' as const, detail: '', at: '2026-11-20T00:00:00Z' };
    const tools = [{ ...tool('a', 'Low'), source }];
    const said = outcomeView(view({ outcome, tools })).lastGood;
    expect(said).toMatch(/^The list below \(1 tool\) was (?:declared|found) .*the server itself was not heard/);
    expect(outcomeView(view({ tools })).lastGood).toBe(said);
  });

  it('says when there was no launch at all', () => {
    expect(outcomeView(view()).text).toBe('The server has not been launched yet.');
    expect(outcomeView(view({ tools: [tool('a', 'Low')] })).text).toContain('imported');
  });
});
