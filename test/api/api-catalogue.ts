/** The hostile catalogue of the browser tests, and a server that attacks a JSON API. */
import type { LaunchOutcome } from '../../catalog/model/launch.ts';
import { registryAbout } from '../registry-about.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { openStore, type Store } from '../../catalog/store/open.ts';
import { classify } from '../../crawler/classify/classify.ts';
import { AT, listTools, writeHostileCatalogue } from '../browser/hostile-catalogue.ts';

/** Names that break a careless pointer, object, terminal or page. */
export const TRICKY_NAMES = [
  'a/b~c',
  '~1',
  '~0/~1',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '*',
  '10',
  '9',
  '-0',
  'Zebra',
  'apple',
  '%2F',
  'a b#c?d',
  '"\\',
  'line\nbreak\u2028\u2029',
  'pay\u202Etnuoma',
  'hid\u200Bden\u{E0041}\uFE0F',
  'csi\u009B31m\u007F',
  '<!--<script>',
  '\u{1F4A3}',
  'é',
  'e\u0301',
];

/** A tool that is not classified yet, and one with a verdict on an earlier definition. */
export const UNJUDGED = 'unjudged';
export const STALE = 'stale';

const schema = JSON.parse(
  '{"type":"object","properties":{"__proto__":{"type":"string"},"2":{},"1":{}},"__proto__":{"polluted":true}}',
) as Record<string, unknown>;

/** Writes the catalogue. The server under attack has the slug `example-tricky`. */
export function writeApiCatalogue(dbPath: string): void {
  writeHostileCatalogue(dbPath);
  const store = openStore(dbPath);
  store.transaction(() => {
    const { id } = store.servers.put({ identity: 'tricky', status: 'active', server: TRICKY_SERVER }, AT);
    const base = 'https://registry.example/';
    store.registries.open('official', base);
    const entry = { nativeId: 'tricky@1', status: 'active' as const, updatedAt: AT };
    store.registries.putEntry('official', { ...entry, server: { ...TRICKY_SERVER, remotes: [] } }, id, AT);
    store.registryAbouts.put('official', registryAbout({ base: 'https://registry.example' }));
    store.entryDetails.put('official', entry.nativeId, {
      listing: 'https://registry.example/tricky',
      claimedName: 'a/b',
      declaredTools: { tools: [{ name: 'declared' }], complete: true },
      stars: 1234,
      licence: 'MIT',
    });
    store.registries.open('file:/somewhere/secret.json', '/somewhere/secret.json');
    const launchId = store.launches.record({ ...launch(id), outcome: LISTED });
    const tools = [...TRICKY_NAMES, UNJUDGED, STALE].map((name): ToolDefinition => ({ name, inputSchema: schema }));
    listTools(store, id, tools, 'live', launchId);
    judgeSomeOtherwise(store, id);
    store.launches.record({ ...launch(id), startedAt: '2026-11-21T10:00:00.000Z', outcome: FLOODED });
  });
  store.close();
}

/** The verdicts that a pass of the classifier would not leave behind. */
function judgeSomeOtherwise(store: Store, serverId: number): void {
  const idOf = (name: string) => store.tools.idOf(serverId, name)!;
  store.db.prepare(`DELETE FROM verdict WHERE tool_id = ?`).run(idOf(UNJUDGED));
  // Judged as harmless; then the server changed it.
  const before = { name: STALE, description: 'Get the time.' };
  const list = { serverId, source: 'live' as const, launchId: null, packageVersion: '1.0.0', at: AT };
  store.tools.put(list, before, 99);
  store.classifications.put('stale', classify(before));
  store.classifications.assign(idOf(STALE), 'stale');
  store.tools.put({ ...list, at: '2026-11-21T00:00:00.000Z' }, { name: STALE, description: 'Delete all files.' }, 99);

  const reviewed = store.tools.of(serverId).find(({ name }) => name === 'apple')!;
  store.classifications.put('reviewed', {
    ...classify(reviewed.definition),
    category: 'Financial',
    level: 'Critical',
    facets: ['sends'],
    evidence: [{ field: '/name', quote: 'app\ud800' }],
    findings: [
      { rule: 'x', severity: 'high', message: 'm', field: '/name', quote: 'a', offset: 0 },
      {
        rule: 'source-sink',
        severity: 'info',
        message: 'm',
        field: '/source/0/text',
        quote: 'eval(x)',
        source: { path: 'src/a.ts', line: 3 },
      },
    ],
    decidedBy: { kind: 'override', reviewer: 'r', reason: 'because', file: 'data/overrides/apple.yaml' },
  });
  store.classifications.assign(reviewed.id, 'reviewed');
  store.serverFindings.replace(serverId, 'inspected', [
    {
      rule: 'definition-drift',
      severity: 'low',
      message: 'm\ud800',
      tool: 'apple',
      evidence: [{ field: '/name', quote: 'apple', definitionHash: 'sha256:old' }],
    },
    {
      rule: 'known-advisory',
      severity: 'high',
      message: 'm',
      evidence: [{ url: 'https://osv.dev/vulnerability/X' }, { server: 'other', tool: '<b>' }],
    },
  ]);
  store.similarServers.replace(serverId, [{ id: 1, shared: ['note'] }]);
  const place = { repository: 'https://github.com/example/tricky', commit: 'c'.repeat(40), path: 'src/a.ts' };
  store.sourceReferences.replace(reviewed.id, [{ ...place, lineStart: 1, lineEnd: 9, role: 'handler' }]);
}

const TRICKY_SERVER = {
  name: 'example/tricky',
  title: 'Tricky',
  description: 'Tries everything.',
  version: '1.0.0',
  websiteUrl: 'https://example.com/?a=<b>',
  repository: { url: 'https://github.com/example/tricky', subfolder: 'packages/a' },
  packages: [
    {
      registryType: 'npm',
      identifier: 'tricky',
      version: '1.0.0',
      transport: { type: 'stdio' },
      fileSha256: 'f'.repeat(64),
      environmentVariables: [
        { name: 'TOKEN', description: 'd', isRequired: true, isSecret: true, format: 'string', placeholder: 'p' },
      ],
      packageArguments: [
        { type: 'named' as const, name: '--mode', isRequired: false, isSecret: false, default: 'a', choices: ['a'] },
        { type: 'positional' as const, value: 'serve', isRequired: true, isSecret: false },
      ],
    },
    { registryType: 'pypi', identifier: 'tricky', transport: { type: 'streamable-http', url: 'http://localhost' } },
  ],
  remotes: [{ type: 'sse', url: 'https://{tenant}.example.com/sse' }],
};

const OUTCOME = {
  tools: [],
  malformed: [],
  fetchMs: 1,
  launchMs: 1,
  attempts: [],
  stderrTail: '',
  strayLines: 0,
  isolation: 'bubblewrap',
};

const LISTED: LaunchOutcome = {
  ...OUTCOME,
  code: 'listed',
  detail: 'listed',
  toolSource: 'live-dummy',
  malformed: [{ index: 1, label: 'entry 2', reason: 'name: is empty' }],
  fetched: { identifier: 'tricky', version: '1.0.0', integrity: 'sha512-a', packages: 1, bytes: 1 },
  // A placeholder cut inside a character: the report is stored as JSON, so it survives until here.
  profile: { name: 'declared', environment: ['TOKEN'], arguments: ['--mode', 'cut\ud83d'] },
};

const FLOODED: LaunchOutcome = { ...OUTCOME, code: 'flooded', detail: 'wrote \u001B[2J without end' };

const launch = (serverId: number) => ({
  serverId,
  runId: null,
  planHash: 'x',
  failures: 0,
  startedAt: AT,
  notBefore: AT,
});
