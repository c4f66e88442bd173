import { describe, expect, it, onTestFinished } from 'vitest';
import { describeConformance } from '../../../test/registries/conformance.ts';
import { NOT_APPLICABLE } from '../../../test/registries/not-applicable.ts';
import { wireServer } from '../../../test/registries/wire-server.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { openRegistry } from '../open-registry.ts';
import { toolsdkRegistry } from './index.ts';

/** A line of the index; its document stands beside it in these tests. */
const line = (name: string, changes: Record<string, unknown> = {}) => ({
  category: 'notes',
  path: `notes/${name}.json`,
  validated: true,
  tools: { add_note: { name: 'add_note', description: 'Adds a note.' } },
  ...changes,
});

const document = (name: string, changes: Record<string, unknown> = {}) => ({
  type: 'mcp-server',
  packageName: name,
  description: `Does ${name}.`,
  url: `https://github.com/someone/${name}`,
  runtime: 'node',
  license: 'unknown',
  env: {},
  name: `The ${name}`,
  ...changes,
});

const nameOf = (number: number) => `server-${String(number).padStart(4, '0')}`;

describeConformance('crawler/registries/toolsdk/index.test.ts', {
  about: toolsdkRegistry,
  notApplicable: NOT_APPLICABLE.toolsdk,
  basePath: '/main',
  record: (number) => line(nameOf(number)),
  nativeId: nameOf,
  recordPath: /server-(\d+)\.json$/,
  bad: [null, 7, [], {}, line('x', { path: '../../evil.json' }), line('damaged'), line('missing')],
  answer(records, { url }) {
    if (url.pathname === '/main/indexes/packages-list.json') {
      const keyOf = (raw: unknown, i: number) =>
        /^notes\/(server-\d+)\.json$/.exec(String((raw as { path?: unknown } | null)?.path))?.[1] ?? `bad-${i}`;
      return { body: Object.fromEntries(records.map((raw, i) => [keyOf(raw, i), raw])) };
    }
    const name = /^\/main\/packages\/notes\/(.+)\.json$/.exec(url.pathname)?.[1];
    if (name === undefined || name === 'missing') return undefined;
    return { body: name === 'damaged' ? '{"name"' : document(name) };
  },
  pagedRecords: 250,
});

async function listed(packages: Record<string, [line: unknown, document: unknown]>) {
  const wire = await wireServer(({ url }) => {
    const lines = Object.entries(packages).map(([name, [value]]) => [name, value]);
    if (url.pathname === '/indexes/packages-list.json') return { body: Object.fromEntries(lines) };
    const found = Object.values(packages).find(
      ([value]) => url.pathname === `/packages/${(value as { path: string }).path}`,
    );
    return found && { body: found[1] };
  });
  const http = createHttpClient({ limits: { backoffMs: 1, tries: 1 } });
  onTestFinished(() => http.close());
  const registry = await openRegistry(toolsdkRegistry, { http, env: {}, base: wire.url });
  const pages = await Array.fromAsync(registry.list({ signal: new AbortController().signal }));
  return pages[0]!;
}

describe('crawler/registries/toolsdk/index.test.ts', () => {
  it('asks for no document when the index names more packages than there can be', async () => {
    const names = Array.from({ length: 50_001 }, (_, i) => [`p${i}`, { path: 'notes/a.json' }]);
    const wire = await wireServer(() => ({ body: Object.fromEntries(names) }));
    const http = createHttpClient();
    onTestFinished(() => http.close());
    const registry = await openRegistry(toolsdkRegistry, { http, env: {}, base: wire.url });
    const pages = Array.fromAsync(registry.list({ signal: new AbortController().signal }));
    await expect(pages).rejects.toThrow('more than 50000 packages');
    expect(wire.requests).toHaveLength(1);
  });

  it('makes an entry of a package, with what it asks for and its tools', async () => {
    const env = { KEY: { description: 'The key.', required: true }, 'no variable': {}, OTHER: null };
    const { entries, refused } = await listed({
      '@someone/notes': [line('notes'), document('@someone/notes', { env, binArgs: ['mcp'], packageVersion: '1.2.3' })],
    });
    expect(refused).toEqual([]);
    expect(entries).toMatchObject([
      {
        nativeId: '@someone/notes',
        listing: 'https://github.com/toolsdk-ai/toolsdk-mcp-registry/blob/main/packages/notes/notes.json',
        declaredTools: { tools: [{ name: 'add_note', description: 'Adds a note.' }], complete: true },
        server: {
          name: 'toolsdk.someone/notes',
          repository: { url: expect.stringContaining('https://github.com/someone/') },
          packages: [
            {
              registryType: 'npm',
              identifier: '@someone/notes',
              version: '1.2.3',
              packageArguments: [{ type: 'positional', value: 'mcp' }],
              environmentVariables: [
                { name: 'KEY', description: 'The key.', isRequired: true },
                { name: 'OTHER', isRequired: false },
              ],
            },
          ],
        },
      },
    ]);
  });

  it('tells PyPI packages, remote servers and those of which nothing is known', async () => {
    const remotes = [{ type: 'streamable-http', url: 'https://notes.example.com/mcp' }];
    const { entries } = await listed({
      a: [line('a', { tools: {} }), document('a', { runtime: 'python' })],
      b: [line('b', { tools: 'none' }), document('b', { remotes })],
      c: [{ path: 'notes/c.json' }, { runtime: 'go' }],
    });
    expect(entries).toMatchObject([
      { server: { packages: [{ registryType: 'pypi', identifier: 'a' }], remotes: [] } },
      { server: { packages: [], remotes } },
      { server: { packages: [], remotes: [] } },
    ]);
    for (const entry of entries) expect(entry).not.toHaveProperty('declaredTools');
  });
});
