import { expect, test } from 'vitest';
import { temporaryStore } from '../../test/temporary-store.ts';
import { classify } from '../../crawler/classify/classify.ts';
import type { ServerFinding } from '../model/server-finding.ts';
import type { ToolDefinition } from '../model/tool-definition.ts';
import type { Store } from './open.ts';
import { definitionFigures } from './migrations/0013-definition-figures.ts';
import { catalogueReader } from './reader.ts';

const day = (n: number) => `2026-01-0${n}T00:00:00.000Z`;

const TOOLS: ToolDefinition[] = [
  { name: 'read_mail', description: 'Read the mail of the user.', annotations: { readOnlyHint: true } },
  { name: 'delete_mail', description: 'Delete a mail permanently.', annotations: { readOnlyHint: true } },
  {
    name: 'run_command',
    description: 'Run a shell command and return its output.',
    inputSchema: { type: 'object', properties: { command: { type: 'string' } } },
    annotations: { destructiveHint: 'no' },
  },
];

function putServer(store: Store, name: string, at: string, tools: ToolDefinition[]): number {
  const { id } = store.servers.put({ identity: name, server: { name, description: '' }, status: 'active' }, at);
  store.tools.replaceList({ serverId: id, tools, source: 'live', launchId: null, packageVersion: null, at });
  for (const tool of store.tools.of(id)) {
    store.classifications.put(tool.definitionHash, classify(tool.definition));
    store.classifications.assign(tool.id, tool.definitionHash);
  }
  return id;
}

test('figures count what is shown, by the newest date of the data', () => {
  const store = temporaryStore();
  expect(catalogueReader(store).figures()).toMatchObject({
    asOf: undefined,
    byDetection: [],
    growth: [],
    listBytes: [],
  });
  putServer(store, 'a/mail', day(1), TOOLS);
  putServer(store, 'a/other', day(2), [TOOLS[0]!]);
  const gone = putServer(store, 'a/gone', day(2), TOOLS);
  store.servers.withdraw(gone, 'malware', day(3));

  const figures = catalogueReader(store).figures();
  expect(figures.asOf).toBe(day(3));
  expect(figures.byCategoryAndLevel.reduce((sum, { tools }) => sum + tools, 0)).toBe(4);
  expect(figures.growth).toEqual([
    { day: '2026-01-01', servers: 1, tools: 3 },
    { day: '2026-01-02', servers: 1, tools: 1 },
  ]);
  expect(figures.listBytes).toHaveLength(2);
  const version = expect.stringMatching(/^rules@/) as string;
  expect(figures.judges).toEqual([{ kind: 'rules', version, model: null, promptVersion: null, tools: 4 }]);
  expect(figures.legs['way-out']).toEqual({ tools: 1, servers: 1 });
  expect(figures.serversWithAllLegs).toBe(1);
  expect(figures.byDetection.find(({ rule }) => rule === 'annotation-contradiction')).toMatchObject({ tools: 1 });
  // A hint that is no truth value declares nothing.
  const hints = figures.hints.map(({ readOnly, destructive, category, tools }) => [
    readOnly,
    destructive,
    category,
    tools,
  ]);
  expect(hints.toSorted((a, b) => (a.join() < b.join() ? -1 : 1))).toEqual([
    ['not declared', 'not declared', 'Execute', 1],
    ['yes', 'not declared', 'Destructive', 1],
    ['yes', 'not declared', 'Read', 2],
  ]);
});

test('a tool with findings in its definition and beside others counts once for each detection', () => {
  const store = temporaryStore();
  const id = putServer(store, 'a/mail', day(1), TOOLS);
  const of = (rule: string, tool?: string): ServerFinding => ({
    rule,
    severity: 'info',
    message: 'm',
    evidence: [],
    ...(tool === undefined ? {} : { tool }),
  });
  store.serverFindings.replace(id, 'hash', [
    ...TOOLS.map(({ name }) => of('annotation-contradiction', name)),
    of('definition-drift', TOOLS[0]!.name),
    of('name-collision'),
  ]);
  expect(catalogueReader(store).figures().byDetection).toEqual(
    expect.arrayContaining([
      { rule: 'annotation-contradiction', tools: TOOLS.length, servers: 1 },
      { rule: 'definition-drift', tools: 1, servers: 1 },
      { rule: 'name-collision', tools: 0, servers: 1 },
    ]),
  );
});

test('a finding on a definition that a tool no longer has counts as little as the verdict', () => {
  const store = temporaryStore();
  const id = putServer(store, 'a/mail', day(1), TOOLS);
  expect(
    catalogueReader(store)
      .figures()
      .byDetection.map(({ rule }) => rule),
  ).toContain('annotation-contradiction');
  const changed = TOOLS.map((tool) => ({ ...tool, description: 'Does something else.' }));
  store.tools.replaceList({
    serverId: id,
    tools: changed,
    source: 'live',
    launchId: null,
    packageVersion: null,
    at: day(2),
  });
  expect(catalogueReader(store).figures()).toMatchObject({
    byCategoryAndLevel: [{ category: 'Unclassified', level: 'Unclassified', tools: 3 }],
    byDetection: [],
  });
});

test('tools that nobody has judged and tools that nobody could judge are one group', () => {
  const store = temporaryStore();
  const id = putServer(store, 'a/mail', day(1), TOOLS);
  const [read, remove] = store.tools.of(id);
  store.classifications.put('doubt', { ...classify(TOOLS[0]!), category: 'Unclassified', level: 'Unclassified' });
  store.classifications.assign(read!.id, 'doubt');
  store.db.prepare(`DELETE FROM verdict WHERE tool_id = ?`).run(remove!.id);
  const { byCategoryAndLevel } = catalogueReader(store).figures();
  expect(byCategoryAndLevel.filter(({ level }) => level === 'Unclassified')).toEqual([
    { category: 'Unclassified', level: 'Unclassified', tools: 2 },
  ]);
});

test('definitions that were stored before there were figures of them are counted like others', () => {
  const store = temporaryStore();
  putServer(store, 'a/mail', day(1), TOOLS);
  const figures = catalogueReader(store).figures();
  store.db.exec(`DROP TABLE definition_figure; ${definitionFigures}`);
  expect(catalogueReader(store).figures()).toEqual(figures);
  store.db.exec(`DELETE FROM tool; DELETE FROM tool_history; DELETE FROM classification; DELETE FROM definition`);
  expect(store.db.prepare(`SELECT * FROM definition_figure`).all()).toEqual([]);
});

test('tools of a server by level or category come by name, as many as are asked for', () => {
  const store = temporaryStore();
  putServer(store, 'a/mail', day(1), TOOLS);
  const { toolsOf } = catalogueReader(store);
  expect(toolsOf('a-mail', { level: 'Critical' }, 5).map(({ name }) => name)).toEqual(['delete_mail', 'run_command']);
  expect(toolsOf('a-mail', { level: 'Critical' }, 1)).toHaveLength(1);
  expect(toolsOf('a-mail', { category: 'Read' }, 5)).toEqual([
    { name: 'read_mail', slug: 'read_mail', category: 'Read' },
  ]);
  expect(toolsOf('nobody', { category: 'Read' }, 5)).toEqual([]);
});
