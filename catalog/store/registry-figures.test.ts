import { describe, expect, it } from 'vitest';
import { officialRegistry } from '../../crawler/registries/official/index.ts';
import { glamaRegistry } from '../../crawler/registries/glama/index.ts';
import { discover } from '../../crawler/stages/discover.ts';
import { listedRegistry, registryEntry as entry } from '../../test/listed-registry.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { catalogueReader } from './reader.ts';

const context = { runId: 1, report: () => {}, signal: new AbortController().signal };
const tools = (...names: string[]) => ({ tools: names.map((name) => ({ name })), complete: true });

describe('catalog/store/registry-figures.test.ts', () => {
  it('says what the catalogue has from each registry', async () => {
    const store = temporaryStore();
    const glama = {
      ...listedRegistry(
        [
          [
            entry('a/1', { declaredTools: tools('x', 'y'), listing: 'https://glama.ai/mcp/servers/a/1' }),
            entry('a/2', { declaredTools: tools('z') }),
            entry('a/gone', { status: 'deleted', declaredTools: tools('w') }),
          ],
        ],
        { id: 'glama' },
      ),
      about: glamaRegistry,
    };
    const official = { ...listedRegistry([[entry('a/1'), entry('a/3')]], { id: 'official' }), about: officialRegistry };
    official.pages.push({ refused: [{ label: 'line 3', reason: 'is none' }] });
    await discover(store, glama, context);
    await discover(store, official, context);
    await discover(store, listedRegistry([[entry('b/1')]], { id: 'file:x' }), context);
    const at = '2026-01-01T00:00:00.000Z';
    const list = (slug: string, source: 'live' | 'imported', ...names: string[]) =>
      store.tools.replaceList({
        serverId: store.servers.bySlug(slug)!.id,
        tools: names.map((name) => ({ name })),
        source,
        launchId: null,
        packageVersion: null,
        at,
      });
    list('a-1', 'live', 'one', 'two', 'gone');
    list('a-1', 'live', 'one', 'two');
    list('a-3', 'imported', 'three');

    const figures = catalogueReader(store).registries();
    expect(figures.map(({ about, completedAt, ...row }) => [about?.title, typeof completedAt, row])).toEqual([
      [
        undefined,
        'string',
        {
          registry: 'file:x',
          records: 1,
          servers: 1,
          serversWithTools: 0,
          liveTools: 0,
          otherTools: 0,
          declaringRecords: 0,
          declaredTools: 0,
          refused: 0,
        },
      ],
      [
        'Glama',
        'string',
        {
          registry: 'glama',
          records: 2,
          servers: 2,
          serversWithTools: 1,
          liveTools: 2,
          otherTools: 0,
          declaringRecords: 2,
          declaredTools: 3,
          refused: 0,
        },
      ],
      [
        'Official MCP registry',
        'string',
        {
          registry: 'official',
          records: 2,
          servers: 2,
          serversWithTools: 2,
          liveTools: 2,
          otherTools: 1,
          declaringRecords: 0,
          declaredTools: 0,
          refused: 1,
        },
      ],
    ]);
  });

  it('says what must stand beside the data of a registry, for the servers that it lists', async () => {
    const store = temporaryStore();
    const listing = 'https://glama.ai/mcp/servers/a/1';
    const registry = {
      ...listedRegistry([[entry('a/1', { listing }), entry('a/2')]], { id: 'glama' }),
      about: glamaRegistry,
    };
    await discover(store, registry, context);
    await discover(store, listedRegistry([[entry('a/3')]]), context);
    const { text, url } = glamaRegistry.attribution!;
    const attributionsOf = (slug: string) => catalogueReader(store).view(slug)!.attributions;
    expect(attributionsOf('a-1')).toEqual([{ registry: 'glama', text, url, listing }]);
    expect(attributionsOf('a-2')).toEqual([{ registry: 'glama', text, url }]);
    expect(attributionsOf('a-3')).toEqual([]);
    // Not of a record that is there no more, while somebody else still lists the server.
    await discover(store, listedRegistry([[entry('a/1'), entry('a/3')]]), context);
    registry.pages.splice(0, 1, [entry('a/2')]);
    await discover(store, registry, context);
    expect(attributionsOf('a-1')).toEqual([]);
  });
});
