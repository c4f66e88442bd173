import { describe, expect, it } from 'vitest';
import type { Category, Level } from '../../../catalog/model/rubric.ts';
import type { ToolDefinition } from '../../../catalog/model/tool-definition.ts';
import type { RemovedTool, ToolRecord } from '../../../catalog/store/reader.ts';
import { definitionDiff } from '../../../catalog/definition-diff/definition-diff.ts';
import { loadPolicy } from '../../../policy/load.ts';
import { policyChoice } from './policy-choice.ts';
import { recentChanges } from './recent-changes.ts';
import { LARGEST, riskProfile } from './risk-profile.ts';
import { tokenCost } from './token-cost.ts';
import { toolGroups } from './tool-groups.ts';

const FIRST = '2026-11-01T00:00:00.000Z';
const BETWEEN = '2026-11-10T00:00:00.000Z';
const LATER = '2026-11-20T00:00:00.000Z';

function tool(name: string, verdict?: [Category, Level], more: Partial<ToolRecord> = {}): ToolRecord {
  const definition: ToolDefinition = { name };
  const classification = verdict && { category: verdict[0], level: verdict[1] };
  const rest = { slug: name, condition: null, firstSeenAt: FIRST, history: [], absences: [] };
  return { name, definition, classification, ...rest, ...more } as unknown as ToolRecord;
}

const removed = (name: string, firstSeenAt: string): RemovedTool => ({
  name,
  firstSeenAt,
  removedAt: LATER,
  history: [],
  absences: [],
});

const TOOLS = [
  tool('get', ['Read', 'Low']),
  tool('list', ['Read', 'Low']),
  tool('env', ['Read', 'High']),
  tool('pay', ['Financial', 'Critical']),
  tool('new'),
];

describe('site/view/server/server-parts.test.ts', () => {
  it('counts tools by category and level, the gravest first', () => {
    const profile = riskProfile(TOOLS);
    expect(profile.rows.map(({ category, total }) => `${category} ${total}`)).toEqual([
      'Financial 1',
      'Destructive 0',
      'Execute 0',
      'Write 0',
      'Read 3',
    ]);
    expect(profile.rows.at(-1)!.cells.map(({ count }) => count)).toEqual([2, 0, 1, 0]);
    expect(profile.levels.map(({ level, count }) => `${level} ${count}`)).toEqual([
      'Low 2',
      'Medium 0',
      'High 1',
      'Critical 1',
    ]);
    expect({ total: profile.total, unclassified: profile.unclassified }).toEqual({ total: 5, unclassified: 1 });
    expect(profile.says).toBe('Of 5 tools, 2 are rated High or Critical, and 3 only read.');
  });

  it('draws the same disc for the same count on every server, one tool still to be seen', () => {
    const many = Array.from({ length: 1000 }, (_, i) => tool(`r${i}`, ['Read', 'Low']));
    const [financial, read] = [0, 4].map((i) => riskProfile([...many, TOOLS[3]!]).rows[i]!.cells);
    expect([read![0]!.radius, financial![3]!.radius, read![3]!.radius]).toEqual([LARGEST, 3.5, 0]);
    const radius = (count: number) => riskProfile(many.slice(0, count)).rows[4]!.cells[0]!.radius;
    expect([1, 10, 100].map(radius)).toEqual([3.5, 7.7, 11.8]);
  });

  it.each([
    [[TOOLS[0]!], 'Its only tool is a Read tool, rated Low.'],
    [[TOOLS[4]!], 'Its only tool is unclassified.'],
    [TOOLS.slice(0, 2), 'Of 2 tools, none is rated High or Critical, and all only read.'],
    [TOOLS.slice(2, 4), 'Of 2 tools, all are rated High or Critical, and 1 only reads.'],
    [TOOLS.slice(3), 'Of 2 tools, 1 is rated High or Critical, and none only reads.'],
  ])('speaks of few tools: %#', (tools, says) => {
    expect(riskProfile(tools).says).toBe(says);
  });

  it('groups tools by category with stable anchors, the worst of each first', () => {
    const { groups, total } = toolGroups('s', TOOLS);
    expect(groups.map(({ anchor, tools }) => [anchor, tools.map(({ name }) => name)])).toEqual([
      ['tools-financial', ['pay']],
      ['tools-read', ['env', 'get', 'list']],
      ['tools-unclassified', ['new']],
    ]);
    expect({ total, open: groups.every(({ open }) => open) }).toEqual({ total: 5, open: true });
    expect(groups.flatMap(({ rest }) => rest)).toEqual([]);
  });

  it('folds long groups of long lists', () => {
    const reading = Array.from({ length: 399 }, (_, i) => tool(`r${i}`, ['Read', 'Low']));
    const { groups } = toolGroups('s', [...reading, TOOLS[3]!]);
    expect(groups.map(({ open, count, tools }) => [open, count, tools.length])).toEqual([
      [true, 1, 1],
      [false, 399, 399],
    ]);
  });

  it('begins every category of a list that no page carries, and says where the rest is', () => {
    const reading = Array.from({ length: 1200 }, (_, i) => tool(`r${i}`, ['Read', i < 60 ? 'High' : 'Low']));
    const { groups } = toolGroups('s', [...reading, TOOLS[3]!, TOOLS[4]!]);
    expect(groups.map(({ anchor, count, tools }) => [anchor, count, tools.length])).toEqual([
      ['tools-financial', 1, 1],
      ['tools-read', 1200, 50],
      ['tools-unclassified', 1, 1],
    ]);
    expect(groups.map(({ rest }) => rest)).toEqual([
      [],
      [
        { level: 'High', count: 10, url: '/risk/high/s/' },
        { level: 'Low', count: 1140, url: '/risk/low/s/' },
      ],
      [],
    ]);
  });

  it('offers policies that load, with the reading one first said to be one', () => {
    const variants = policyChoice('s', TOOLS);
    expect(variants.map(({ id }) => id)).toEqual(['recommended', 'read-only', 'strict']);
    for (const { text } of variants) expect(loadPolicy(text!)).toHaveProperty('policy');
    const [long] = policyChoice(
      's',
      Array.from({ length: 2000 }, (_, i) => tool(`t${i}`)),
    );
    expect(long).not.toHaveProperty('text');
    expect(long).toMatchObject({ fileUrl: '/api/v1/policies/s/recommended.json' });
  });

  it('estimates tokens from what is sent to a model, the heaviest tools first', () => {
    const described = (name: string, length: number) =>
      tool(name, undefined, {
        definition: { name, description: 'a'.repeat(length), outputSchema: { description: 'never sent '.repeat(999) } },
      });
    const cost = tokenCost('s', [described('light', 100), described('heavy', 4400)])!;
    expect(cost.heaviest.map(({ name, tokens }) => `${name} ${tokens}`)).toEqual(['heavy 1,000', 'light 30']);
    expect([cost.tokens, cost.shareOfWindow, cost.heaviest[0]!.share]).toEqual(['1,000', '0.5 %', '97 %']);
    expect(cost.withoutSchema).toBe(2);
    const whole = tool('whole', undefined, { definition: { name: 'whole', inputSchema: { type: 'object' } } });
    expect(tokenCost('s', [whole])!.withoutSchema).toBe(0);
    expect(tokenCost('s', [])).toBeUndefined();
  });

  it('tells new tools and changed definitions by day, newest first', () => {
    const [before, after] = [{ name: 'list' }, { name: 'list', description: 'Lists.' }];
    const history = [
      { since: LATER, definitionHash: '2', packageVersion: '2.0.0', diff: definitionDiff(before, after) },
      { since: FIRST, definitionHash: '1', packageVersion: null },
    ];
    const { days, more } = recentChanges('s', [
      tool('list', undefined, { history }),
      tool('get', undefined, { absences: [{ removedAt: BETWEEN, returnedAt: LATER }] }),
      tool('new', undefined, { firstSeenAt: LATER }),
    ]);
    expect(more).toBe(0);
    expect(days).toEqual([
      {
        date: '20 November 2026',
        dateIso: LATER,
        added: [{ name: 'new', url: '/tools/s/new/' }],
        returned: [{ name: 'get', url: '/tools/s/get/' }],
        removed: [],
        changed: [
          {
            name: 'list',
            url: '/tools/s/list/',
            packageVersion: '2.0.0',
            rows: [{ severity: 'info', says: ['the description is new'], after: { text: 'Lists.' } }],
            more: 0,
          },
        ],
        more: 0,
      },
      {
        date: '10 November 2026',
        dateIso: BETWEEN,
        added: [],
        returned: [],
        removed: [{ name: 'get', url: '/tools/s/get/' }],
        changed: [],
        more: 0,
      },
    ]);
    expect(recentChanges('s', TOOLS).days).toEqual([]);
  });

  it('tells tools that it no longer lists, which have no page', () => {
    const { days } = recentChanges('s', [tool('list')], [removed('gone', FIRST), removed('brief', BETWEEN)]);
    const gone = [{ name: 'brief' }, { name: 'gone' }];
    expect(days.map((day) => ({ at: day.dateIso, added: day.added, removed: day.removed }))).toEqual([
      { at: LATER, added: [], removed: gone },
      { at: BETWEEN, added: [{ name: 'brief' }], removed: [] },
    ]);
    // What it has now is not its first list when all of that is gone.
    const replaced = recentChanges('s', [tool('list', undefined, { firstSeenAt: LATER })], [removed('gone', FIRST)]);
    expect(replaced.days).toMatchObject([{ added: [{ name: 'list' }], removed: [{ name: 'gone' }] }]);
  });

  it('bounds what it tells of a server that changes all the time', () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      tool(`t${i}`, undefined, { firstSeenAt: `2026-11-${String((i % 28) + 1).padStart(2, '0')}T00:00:00.000Z` }),
    );
    const { days, more } = recentChanges('s', many);
    expect([days.length, more, days[0]!.added.length]).toEqual([5, 22, 10]);
  });
});
