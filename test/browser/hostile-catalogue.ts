/** A small catalogue with everything that a page must survive: ordinary servers, hostile ones, and failed ones. */
import type { ToolDefinition, ToolSource } from '../../catalog/model/tool-definition.ts';
import { registryAbout } from '../registry-about.ts';
import { openStore, type Store } from '../../catalog/store/open.ts';
import { classify } from '../../crawler/classify/classify.ts';

export const AT = '2026-11-20T10:00:00.000Z';
const LATER = '2026-11-21T10:00:00.000Z';

/** Versions without a place to break: what a record may say at most, and a commit. */
const LONGEST_VERSION = `v${'0123456789'.repeat(25)}wide`;
const COMMIT = '2f7c1d0e9b8a47563f2e1d0c9b8a7f6e5d4c3b2a';

const path = { type: 'string', description: 'Path of the file' };

/** Tools of an ordinary server, one of each category. */
export const ORDINARY: ToolDefinition[] = [
  {
    name: 'read_note',
    description: 'Read a note by its id.',
    inputSchema: {
      type: 'object',
      properties: { id: { type: 'string', description: 'Id of the note' } },
      required: ['id'],
    },
    outputSchema: { type: 'object', properties: { text: { type: 'string' } } },
    annotations: { readOnlyHint: true },
  },
  {
    name: 'update_note',
    description: 'Update the text of a note.',
    inputSchema: { type: 'object', properties: { id: path } },
  },
  {
    name: 'run_command',
    description: 'Run a shell command on the machine and return its output.',
    inputSchema: { type: 'object', properties: { command: { type: 'string' } }, required: ['command'] },
    annotations: { readOnlyHint: true, destructiveHint: false },
  },
  {
    name: 'delete_note',
    description: 'Delete a note permanently.',
    inputSchema: { type: 'object', properties: { id: path } },
  },
  {
    name: 'create_refund',
    description: 'Refund a charge.',
    inputSchema: { type: 'object', properties: { charge: path } },
  },
  { name: 'xyzzy' },
];

/** Definitions that attack a page. Each script would leave a mark on `window` if it ran. */
export const HOSTILE: ToolDefinition[] = [
  { name: '../../../etc/passwd', description: 'Read a file.' },
  {
    name: '<script>window.pwned = 1</script>',
    title: '<img src=x onerror="window.pwned = 2">',
    description: '</code></pre><script>window.pwned = 3</script><b onclick="window.pwned = 4">Delete</b> a record.',
    inputSchema: {
      type: 'object',
      properties: {
        '</script><script>window.pwned = 5</script>': {
          description: '{{constructor.constructor("window.pwned=6")()}}',
        },
      },
    },
  },
  {
    name: 'control\u001b[31m\u0007',
    description:
      'Reset\u0000 the \u202Etxt.exe\u202C file. \u200B\u2066hidden\u2069 \u{E0041}\u{E0042}\u{E0043}\u{E0044}',
  },
  {
    name: 'get_note\u3164\u{e0101}\ufe01',
    title: 'Get\u3164note',
    description: 'Gets\u{e0101} a\u2800 note\ufe01.',
    inputSchema: {
      type: 'object',
      properties: { 'id\u3164': { description: 'Id\ufe01 of the note', enum: ['a\u{e0101}'], default: '\u2800' } },
    },
  },
  { name: 'huge', description: 'Delete everything. '.repeat(60_000) },
  {
    name: 'forty',
    description: 'Update many settings.',
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [`parameter_${i}`, { type: 'string', enum: ['a', 'b'], default: 'a' }]),
      ),
    },
  },
  { name: 'empty', description: 'Return the time.', inputSchema: { type: 'object', properties: {} } },
  {
    name: 'invalid',
    description: 'Get a thing.',
    inputSchema: { type: 7, properties: { a: 'not a schema', b: null, c: { $ref: '#/properties/c' } } },
  },
  { name: '工具', description: 'قراءة ملف' },
  {
    name: 'قراءة_ملف',
    title: 'קריאת קובץ',
    description: '\u202Eقراءة ملف من القرص، English words, ثم إعادته.',
    inputSchema: { type: 'object', properties: { path: { type: 'string', description: 'مسار الملف' } } },
  },
  { name: 'index.html', description: 'List pages.' },
  { name: '404', description: 'Get an error page.' },
  { name: '__proto__', description: 'Get the prototype.' },
  { name: '`tick` "quote" \'single\'', description: 'Send a message with `ticks`.' },
  { name: ' ', description: 'Get what nobody sees.' },
  {
    name: '\u3000\t',
    description: ' ',
    inputSchema: { type: 'object', properties: { '\u00a0': { description: '\n' } } },
  },
  { name: 'long_'.repeat(60), description: 'List things. javascript:alert(1) https://example.com/' },
];

/** Lists tools for a server and classifies them. */
export function listTools(
  store: Store,
  serverId: number,
  tools: ToolDefinition[],
  source: ToolSource,
  launchId: number | null,
  at = AT,
  packageVersion = launchId === null ? null : '1.2.3',
): void {
  store.tools.replaceList({
    serverId,
    tools,
    source,
    launchId,
    packageVersion,
    at,
  });
  for (const tool of store.tools.of(serverId)) {
    const inputHash = `test ${tool.definitionHash}`;
    store.classifications.put(inputHash, classify(tool.definition));
    store.classifications.assign(tool.id, inputHash);
  }
}

/** Writes the catalogue; the ordinary server comes first and has id 1. */
export function writeHostileCatalogue(dbPath: string): void {
  const store = openStore(dbPath);
  store.transaction(() => {
    const ordinary = putServer(store, 'io.github.example/notes', 'active', 'Keeps notes.');
    listTools(store, ordinary, ORDINARY, 'live-dummy', putLaunch(store, ordinary, 'listed', 'listed 6 tools'));
    const hostile = putServer(
      store,
      'evil.example/</title>\u3164<script>window.pwned=7</script>\u{e0101}',
      'active',
      'Says \u202Eolleh and <script>window.pwned = 8</script>',
      { version: LONGEST_VERSION },
    );
    listTools(store, hostile, HOSTILE, 'live', putLaunch(store, hostile, 'listed', 'listed'));
    store.serverFindings.replace(hostile, 'inspected', [
      {
        rule: 'name-collision',
        severity: 'medium',
        message: 'The text speaks of `<b>pay</b>`; <img src=x onerror=alert(1)> lists a tool of that name.',
        tool: HOSTILE.find(({ name }) => name.startsWith('control'))!.name,
        evidence: [
          { field: '/description', quote: 'txt.exe' },
          { server: 'io-github-example-notes', tool: '\u202Eyap' },
        ],
      },
      { rule: 'provenance', severity: 'info', message: 'Two \u202Eaccounts.', evidence: [] },
    ]);
    putRegistry(store, ordinary, hostile);
    const failed = putServer(store, 'io.github.example/failed', 'active', '');
    putLaunch(store, failed, 'needs-env', 'SECRET_KEY is not set <script>window.pwned = 9</script>');
    const once = putServer(store, 'io.github.example/failed-later', 'deprecated', 'Worked once.', {
      statusMessage: 'Use <b>notes</b> instead',
    });
    const good = putLaunch(store, once, 'listed', 'listed 1 tool');
    const changed = { ...ORDINARY[0]!, description: 'Read a note by number.' };
    const arabic = { name: 'get_file', description: 'قراءة ملف قديم من القرص' };
    const later = { ...arabic, description: 'قراءة ملف جديد من القرص' };
    listTools(store, once, [ORDINARY[0]!, arabic], 'live', good, AT, COMMIT);
    const second = [changed, later, { name: '<b>late</b>', description: 'List notes.' }];
    listTools(store, once, second, 'live', good, LATER, LONGEST_VERSION);
    putLaunch(store, once, 'crashed', 'exit code 1');
    const imported = putServer(store, 'example/imported', 'active', 'Came from a file.');
    listTools(
      store,
      imported,
      [ORDINARY[3]!, { name: 'logout', description: 'Log out from eClass' }],
      'imported',
      null,
    );
    const gone = putServer(store, 'example/malware', 'deleted', 'Must never be seen.');
    listTools(store, gone, [ORDINARY[2]!], 'imported', null);
  });
  store.close();
}

function putServer(
  store: Store,
  name: string,
  status: 'active' | 'deprecated' | 'deleted',
  description: string,
  { statusMessage, version = '1.2.3' }: { statusMessage?: string; version?: string } = {},
): number {
  const { id } = store.servers.put(
    {
      identity: name,
      status,
      statusMessage,
      server: {
        name,
        description,
        version,
        websiteUrl: 'javascript:alert(1)',
        repository: { url: 'https://github.com/example/notes' },
        packages: [
          {
            registryType: 'npm',
            identifier: '@example/notes',
            version,
            transport: { type: 'stdio' },
            environmentVariables: [
              { name: 'NOTES_KEY', description: 'Key of the account', isRequired: true, isSecret: true },
            ],
            packageArguments: [{ type: 'positional', valueHint: 'folder', isRequired: false, isSecret: false }],
          },
        ],
        remotes: [{ type: 'streamable-http', url: 'https://example.com/mcp' }],
      },
    },
    AT,
  );
  return id;
}

function putLaunch(store: Store, serverId: number, code: 'listed' | 'needs-env' | 'crashed', detail: string): number {
  const outcome = {
    code,
    detail,
    tools: [],
    malformed: code === 'listed' ? [{ index: 3, label: 'entry <4>', reason: 'name: is empty' }] : [],
    fetched: { identifier: '@example/notes', version: '1.2.3', integrity: 'sha512-abc', packages: 3, bytes: 1000 },
    fetchMs: 1,
    launchMs: 2,
    attempts: [],
    stderrTail: '',
    strayLines: 0,
    isolation: 'none',
  };
  const dates = { startedAt: AT, notBefore: AT };
  return store.launches.record({ serverId, runId: null, planHash: 'x', failures: 0, outcome, ...dates });
}

/** A registry that asks for attribution, and what it lists: an ordinary record, and one that attacks whoever shows it. */
function putRegistry(store: Store, ordinary: number, hostile: number): void {
  store.registries.open('attributed', 'https://registry.example');
  const attribution = { text: 'Data from the attributed registry', url: 'https://registry.example/' };
  store.registryAbouts.put('attributed', registryAbout({ title: 'Attributed registry', attribution }));
  const put = (serverId: number, nativeId: string, listing: string) => {
    const server = { name: 'a/b', description: '', packages: [], remotes: [] };
    store.registries.putEntry('attributed', { nativeId, status: 'active', server }, serverId, AT);
    store.entryDetails.put('attributed', nativeId, {
      listing,
      stars: 4321,
      licence: `<script>window.pwned=11</script>`,
    });
  };
  put(ordinary, 'notes', 'https://registry.example/notes');
  put(hostile, '<img src=x onerror="window.pwned=9">', 'javascript:window.pwned=10');
}
