import { describe, expect, it, onTestFinished } from 'vitest';
import { stringify as toYaml } from 'yaml';
import { describeConformance } from '../../../test/registries/conformance.ts';
import { wireServer, type WireRequest } from '../../../test/registries/wire-server.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { openRegistry } from '../open-registry.ts';
import { dockerRegistry } from './index.ts';

const stringify = (value: unknown) => toYaml(value, { aliasDuplicateObjects: false });
const SHELL = { parameters: { type: '', properties: null, required: null }, container: {} };
const ORIGIN = 'http://desktop.docker.com/mcp/catalog/v3';

const server = (name: string, changes: Record<string, unknown> = {}) => ({
  title: `The ${name}`,
  type: 'server',
  description: `Does ${name}.`,
  dateAdded: '2025-05-05T20:08:35Z',
  image: `mcp/${name}@sha256:${'0'.repeat(64)}`,
  ref: '',
  readme: `${ORIGIN}/readme/${name}.md`,
  toolsUrl: `${ORIGIN}/tools/${name}.json`,
  source: `https://github.com/someone/${name}/tree/${'a'.repeat(40)}`,
  upstream: `https://github.com/someone/${name}`,
  remote: {},
  tools: [{ name: 'add_note', ...SHELL }],
  prompts: 0,
  ...changes,
});

/** A tool as the documents of tools hold it. */
const TOOL = {
  name: 'add_note',
  description: 'Adds a note.',
  arguments: [
    { name: 'text', type: 'string', desc: 'The text.' },
    { name: 'tags', type: 'array', items: { type: 'string' }, desc: '', optional: true },
  ],
  annotations: { destructiveHint: false },
};

const nameOf = (number: number) => `server-${String(number).padStart(4, '0')}`;
const isRecord = (raw: unknown): raw is { toolsUrl: string } =>
  typeof raw === 'object' && raw !== null && 'toolsUrl' in raw && typeof raw.toolsUrl === 'string';

function answer(records: readonly unknown[], { url }: WireRequest) {
  if (url.pathname === '/mcp/catalog/v3/catalog.yaml') {
    const named = records.map((raw, i) => [
      isRecord(raw) ? raw.toolsUrl.split('/').pop()!.slice(0, -5) : `bad-${i}`,
      raw,
    ]);
    return { body: stringify({ version: 3, name: 'docker-mcp', registry: Object.fromEntries(named) as object }) };
  }
  return /^\/mcp\/catalog\/v3\/tools\/server-\d+\.json$/.test(url.pathname) ? { body: [TOOL] } : undefined;
}

describeConformance('crawler/registries/docker/index.test.ts', {
  about: dockerRegistry,
  basePath: '/mcp/catalog/v3',
  record: (number) => server(nameOf(number)),
  nativeId: nameOf,
  bad: [null, 7, 'text', [], {}, server('x', { type: 'vm' }), server('x', { title: 7 })],
  answer,
  pagedRecords: 120,
  recordPath: /server-(\d+)\.json$/,
  malformed: [
    '',
    '{"',
    '<html>maintenance</html>',
    'null',
    '7',
    '"text"',
    '{}',
    '{"error":"x"}',
    '[]',
    'registry: []',
    'a: &a [*a]',
    'x: *nowhere',
  ],
});

async function listed(registry: Record<string, unknown>, tools: (file: string) => unknown = () => [TOOL]) {
  const wire = await wireServer(({ url }) => {
    if (url.pathname === '/catalog.yaml') return { body: stringify({ registry }) };
    const body = tools(url.pathname);
    return body === undefined ? undefined : { body };
  });
  const http = createHttpClient({ limits: { backoffMs: 1, tries: 1 } });
  onTestFinished(() => http.close());
  const opened = await openRegistry(dockerRegistry, { http, env: {}, base: wire.url });
  const pages = await Array.fromAsync(opened.list({ signal: new AbortController().signal }));
  return { requests: wire.requests, ...pages[0]! };
}

describe('crawler/registries/docker/index.test.ts', () => {
  it('asks for no tools when the catalogue names more servers than there can be', async () => {
    const names = Array.from({ length: 20_001 }, (_, i) => `  s${i}: {type: server}\n`);
    const wire = await wireServer(() => ({ body: `registry:\n${names.join('')}` }));
    const http = createHttpClient();
    onTestFinished(() => http.close());
    const registry = await openRegistry(dockerRegistry, { http, env: {}, base: wire.url });
    const pages = Array.fromAsync(registry.list({ signal: new AbortController().signal }));
    await expect(pages).rejects.toThrow('more than 20000 servers');
    expect(wire.requests).toHaveLength(1);
  });

  it('makes an entry of an image, with what it asks for and its tools', async () => {
    const { entries } = await listed({
      notes: server('notes', {
        source: 'https://github.com/someone/mono/tree/main/servers/notes',
        command: ['--stdio', '{{notes.path}}'],
        secrets: [{ name: 'notes.key', env: 'NOTES_KEY', example: '<YOUR KEY>', description: 'The key.' }],
        env: [
          { name: 'NOTES_PORT', value: 8080 },
          { name: 'NOTES_HOST', value: '{{notes.host}}', example: 'localhost' },
          { name: 'no variable' },
        ],
      }),
    });
    expect(entries).toMatchObject([
      {
        nativeId: 'notes',
        listing: 'https://hub.docker.com/mcp/server/notes/overview',
        server: {
          name: 'docker/notes',
          repository: { url: 'https://github.com/someone/mono', subfolder: 'servers/notes' },
          packages: [
            {
              registryType: 'oci',
              identifier: `docker.io/mcp/notes@sha256:${'0'.repeat(64)}`,
              transport: { type: 'stdio' },
              packageArguments: [
                { type: 'positional', value: '--stdio' },
                { type: 'positional', valueHint: '{{notes.path}}' },
              ],
              environmentVariables: [
                { name: 'NOTES_KEY', placeholder: '<YOUR KEY>', isRequired: true, isSecret: true },
                { name: 'NOTES_PORT', value: '8080', isRequired: true, isSecret: false },
                { name: 'NOTES_HOST', placeholder: 'localhost', isRequired: false, isSecret: false },
              ],
            },
          ],
          remotes: [],
        },
        declaredTools: {
          complete: true,
          tools: [
            {
              name: 'add_note',
              description: 'Adds a note.',
              annotations: { destructiveHint: false },
              inputSchema: {
                type: 'object',
                properties: {
                  text: { type: 'string', description: 'The text.' },
                  tags: { type: 'array', items: { type: 'string' } },
                },
                required: ['text'],
              },
            },
          ],
        },
      },
    ]);
  });

  it('makes entries of remote servers and of container tools', async () => {
    const parameters = { type: 'object', properties: { args: { type: 'array' } }, required: ['args'] };
    const { entries } = await listed({
      curl: {
        type: 'poci',
        title: 'curl',
        description: 'Runs curl.',
        tools: [{ name: 'curl', description: 'Runs curl.', container: { image: 'curl' }, parameters }],
      },
      remote: {
        type: 'remote',
        description: 'Elsewhere.',
        remote: { transport_type: 'streamable-http', url: 'https://notes.example.com/mcp', headers: { K: '${K}' } },
      },
      old: { type: 'remote', sseEndpoint: 'https://notes.example.com/sse' },
    });
    expect(entries).toMatchObject([
      {
        nativeId: 'curl',
        server: { packages: [] },
        declaredTools: { tools: [{ name: 'curl', inputSchema: parameters }] },
      },
      { nativeId: 'old', server: { remotes: [{ type: 'sse', url: 'https://notes.example.com/sse' }] } },
      { nativeId: 'remote', server: { remotes: [{ type: 'streamable-http', url: 'https://notes.example.com/mcp' }] } },
    ]);
    expect(entries[2]).not.toHaveProperty('declaredTools');
  });

  it('asks for tools below its own base only, and falls back to the names in the catalogue', async () => {
    const { entries, requests } = await listed(
      {
        a: server('a', { toolsUrl: 'https://evil.example/tools/a.json' }),
        b: server('b', { toolsUrl: '//x/tools/../c' }),
      },
      () => undefined,
    );
    expect(requests.map(({ url }) => url.pathname)).toEqual(['/catalog.yaml', '/tools/a.json']);
    expect(entries.map(({ declaredTools }) => declaredTools)).toEqual([
      { tools: [{ name: 'add_note' }], complete: true },
      { tools: [{ name: 'add_note' }], complete: true },
    ]);
  });

  it.each(['{', 'text', {}, null])(
    'refuses a record whose tools are %j, so that it keeps the last good ones',
    async (body) => {
      const page = await listed({ a: server('a'), b: server('b') }, (file) =>
        file === '/tools/a.json' ? body : [TOOL],
      );
      expect(page.entries.map(({ nativeId }) => nativeId)).toEqual(['b']);
      expect(page.refused).toMatchObject([
        { label: 'a', nativeId: 'a', reason: expect.stringMatching(/^its tools cannot be read/) as string },
      ]);
    },
  );

  it('takes images of Docker Hub for what they are', async () => {
    const images = ['notes', 'mcp/notes', 'ghcr.io/x/notes:1', 'localhost/notes', 'localhost:5000/notes'];
    const { entries } = await listed(Object.fromEntries(images.map((image, i) => [`s${i}`, server('x', { image })])));
    expect(entries.map(({ server: { packages } }) => packages[0]!.identifier)).toEqual([
      'docker.io/notes',
      'docker.io/mcp/notes',
      'ghcr.io/x/notes:1',
      'localhost/notes',
      'localhost:5000/notes',
    ]);
  });
});
