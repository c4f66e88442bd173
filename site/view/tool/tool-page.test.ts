import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256 } from '../../../catalog/definition-hash.ts';
import type { Classification } from '../../../catalog/model/classification.ts';
import type { ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import type { Prose } from '../text/prose.ts';
import { toolPage } from './tool-page.ts';

const VERDICT: Classification = {
  category: 'Execute',
  level: 'Critical',
  facets: ['freeform-shell'],
  rationale: 'It runs a command. That makes it Critical.',
  evidence: [{ field: '/description', quote: 'Run a command' }],
  findings: [
    {
      rule: 'contradiction',
      severity: 'medium',
      message: 'Says read-only.',
      field: '/annotations/readOnlyHint',
      quote: 'true',
    },
  ],
  confidence: 'high',
  decidedBy: { kind: 'rules', version: 'v1', rules: ['run'] },
  opinions: [],
  disputed: false,
  definitionHash: 'sha256:0',
};

const MODEL = {
  kind: 'model' as const,
  model: 'some-model',
  promptVersion: 'prompt@0123456789ab',
  version: 'v1',
  rules: ['run'],
};
const DISPUTE: Classification['opinions'] = [
  { by: 'rules', says: 'Execute' },
  { by: 'model', says: 'Read' },
  { by: 'hints', says: 'Read' },
];

function record(change: Partial<ToolRecord> = {}): ToolRecord {
  return {
    id: 1,
    serverId: 1,
    name: 'run',
    slug: 'run',
    position: 0,
    definitionHash: 'sha256:0',
    definition: {
      name: 'run',
      description: 'Run a command',
      inputSchema: { properties: { command: { type: 'string' } } },
      annotations: { readOnlyHint: true },
    },
    source: 'imported',
    launchId: null,
    condition: null,
    firstSeenAt: '2026-11-20T00:00:00Z',
    classification: VERDICT,
    history: [{ since: '2026-11-20T00:00:00Z', definitionHash: 'sha256:0', packageVersion: null }],
    absences: [],
    sourceReferences: [],
    ...change,
  };
}

function view(tools: ToolRecord[], server: Partial<ServerView['server']> = {}): ServerView {
  const base = {
    id: 1,
    identity: 'i',
    slug: 'notes',
    name: 'example/notes',
    title: null,
    description: '',
    version: null,
    websiteUrl: null,
    repositoryUrl: null,
    repositorySubfolder: null,
    visibility: 'public' as const,
  };
  const rest = { status: 'active' as const, statusMessage: null, recordHash: '', firstSeenAt: '', changedAt: '' };
  return {
    server: { ...base, ...rest, ...server },
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
    findings: [],
    similar: [],
    tools,
  };
}

const page = (tool = record(), server: Partial<ServerView['server']> = {}, siblings: ToolRecord[] = []) =>
  toolPage(view([tool, ...siblings], server), tool);
const key = (model: unknown) => sha256(canonicalJson(model));
const words = (prose: Prose) =>
  prose.map((part) => (typeof part === 'string' ? part : Object.values(part)[0])).join('');

describe('site/view/tool/tool-page.test.ts', () => {
  it('gives the same key for the same records', () => {
    expect(key(page(record()))).toBe(key(page(record())));
  });

  const definition = record().definition;
  const changes: [what: string, model: () => unknown][] = [
    ['description', () => page(record({ definition: { ...definition, description: 'Run any command' } }))],
    ['condition', () => page(record({ condition: 'Listed only with a key.' }))],
    ['title', () => page(record({ definition: { ...definition, title: 'Shell' } }))],
    ['input schema', () => page(record({ definition: { ...definition, inputSchema: {} } }))],
    ['output schema', () => page(record({ definition: { ...definition, outputSchema: { properties: { a: {} } } } }))],
    ['annotations', () => page(record({ definition: { ...definition, annotations: {} } }))],
    ['level', () => page(record({ classification: { ...VERDICT, level: 'High' } }))],
    ['category', () => page(record({ classification: { ...VERDICT, category: 'Destructive' } }))],
    ['facets', () => page(record({ classification: { ...VERDICT, facets: ['freeform-shell', 'admin'] } }))],
    ['rationale', () => page(record({ classification: { ...VERDICT, rationale: 'Other words.' } }))],
    ['evidence', () => page(record({ classification: { ...VERDICT, evidence: [{ field: '/name', quote: 'run' }] } }))],
    ['findings', () => page(record({ classification: { ...VERDICT, findings: [] } }))],
    ['confidence', () => page(record({ classification: { ...VERDICT, confidence: 'low' } }))],
    [
      'decider',
      () =>
        page(
          record({
            classification: {
              ...VERDICT,
              decidedBy: { kind: 'override', reviewer: 'r', reason: 'because', file: 'f.yaml' },
            },
          }),
        ),
    ],
    ['model', () => page(record({ classification: { ...VERDICT, decidedBy: MODEL } }))],
    ['other model', () => page(record({ classification: { ...VERDICT, decidedBy: { ...MODEL, model: 'another' } } }))],
    ['dispute', () => page(record({ classification: { ...VERDICT, opinions: DISPUTE, disputed: true } }))],
    ['no verdict', () => page(record({ classification: undefined }))],
    ['definition hash', () => page(record({ definitionHash: 'sha256:1' }))],
    ['source', () => page(record({ source: 'live' }))],
    ['first seen', () => page(record({ firstSeenAt: '2026-11-19T00:00:00Z' }))],
    ['history', () => page(record({ history: [] }))],
    [
      'source reference',
      () =>
        page(
          record({
            sourceReferences: [
              {
                repository: 'https://github.com/a/b',
                commit: 'c'.repeat(40),
                path: 'x.ts',
                lineStart: 1,
                lineEnd: 2,
                role: 'handler',
              },
            ],
          }),
        ),
    ],
    ['server name', () => page(record(), { name: 'example/other' })],
    ['server title', () => page(record(), { title: 'Notes' })],
    ['server status', () => page(record(), { status: 'deprecated' })],
    ['a sibling', () => page(record(), {}, [record({ id: 2, name: 'stop', slug: 'stop' })])],
  ];
  it.each(changes)('changes its key with the %s', (_, model) => {
    expect(key(model())).not.toBe(key(page()));
  });

  it('does not change with the date of the newest launch', () => {
    const tool = record();
    const later: ServerView = { ...view([tool]), outcome: { code: 'listed', detail: '', at: '2027-01-01T00:00:00Z' } };
    expect(key(toolPage(later, tool))).toBe(key(page(tool)));
  });

  it('answers in English what its sections leave open', () => {
    const faq = page(record(), {}, [record({ id: 2, name: 'stop', slug: 'stop' })]).faq;
    const text = faq.map(({ question, answer }) => `${words(question)} ${words(answer)}`).join('\n');
    expect(faq.map(({ id, printedAt }) => [id, printedAt])).toEqual([
      ['rate-limit', '#policy'],
      ['block', '#policy-stricter'],
      ['server', undefined],
    ]);
    expect(text).toContain('Can I rate-limit run? Yes, and the recommended policy does. Change max,');
    expect(text).not.toMatch(/\b(?:a Execute|an? undefined|1 tools)\b|\.\.|undefined|  /);
  });

  it('never says the same fact twice, and leaves what others said as it is', () => {
    const said = 'Run a command, *at once*';
    const { lead, description, whatItDoes, faq, verdict } = page(
      record({ definition: { ...definition, description: said } }),
    );
    expect([lead, description]).toEqual([said, undefined]);
    const own = [whatItDoes.takes, whatItDoes.reading, ...faq.map(({ answer }) => answer)].map(words).join('\n');
    expect(own).not.toContain('Run a command');
    expect(own).not.toContain(verdict.facets[0]!.holdsWhen);
  });

  it.each([
    ['live', 'the server', true],
    ['live-remote', 'the server', true],
    ['declared', 'its declaration', false],
    ['static', 'its source code', false],
    ['imported', 'the imported definition', false],
  ] as const)('says whose words a definition is in that is %s', (source, speaker, heard) => {
    expect(page(record({ source }))).toMatchObject({ speaker, heard });
  });

  it.each(['../../etc/passwd', '<script>alert(1)</script>', '\u202Eevil', '`', '__proto__', '*', 'x'.repeat(1000)])(
    'survives a tool called %j',
    (name) => {
      const model = page(record({ name, definition: { ...definition, name } }));
      expect(JSON.parse(model.policy.text)).toMatchObject({ version: '1', default: 'deny' });
      expect(model.head.title.length).toBeLessThan(200);
      expect(model.head.title).not.toContain('\u202E');
      expect(model.name.text.length).toBeLessThanOrEqual(160);
    },
  );

  it('says who decided, and who does not agree', () => {
    const rowsOf = (change: Partial<Classification>) =>
      page(record({ classification: { ...VERDICT, ...change } })).provenance.rows.map(
        ({ label, value }) => `${label}: ${words(value)}`,
      );
    expect(rowsOf({ decidedBy: MODEL })).toContain(
      'Classified: by the built-in rules, version v1: run; and the language model some-model, prompt@0123456789ab',
    );
    expect(rowsOf({ opinions: DISPUTE, disputed: true })).toContain(
      'Disputed: the built-in rules: Execute; the language model: Read; the author’s hints: Read',
    );
    const agreed: Classification['opinions'] = [{ by: 'rules', says: 'Execute' }];
    expect(rowsOf({ opinions: agreed }).join()).not.toMatch(/Disputed|Opinions/);
    // What the reviewer settled can still be read.
    const decidedBy = { kind: 'override' as const, reviewer: 'r', reason: 'because', file: 'f.yaml' };
    expect(rowsOf({ decidedBy, opinions: DISPUTE }).join()).toContain('Opinions: the built-in rules: Execute');
  });

  it('is left out of search engines when there is nothing to read', () => {
    expect(page(record({ definition: { name: 'run' } })).noindex).toBe(true);
    expect(page().noindex).toBe(false);
  });
});
