import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RegistryEntry, Visibility } from '../../catalog/model/registry-entry.ts';
import { openStore, type Store } from '../../catalog/store/open.ts';
import { catalogueReader } from '../../catalog/store/reader.ts';
import { inspect } from '../../crawler/stages/inspect.ts';
import { listTools } from '../browser/hostile-catalogue.ts';
import { runCommand } from '../e2e/run-command.ts';
import { identityWorld } from '../identity-world.ts';
import { registryEntry } from '../listed-registry.ts';
import { publishedText } from '../published-text.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const context = { runId: 1, report: () => {}, signal: new AbortController().signal };
const npm = (identifier: string) => [{ registryType: 'npm', identifier, transport: { type: 'stdio' } }];

/** An entry whose name, package and description hold a word that stands nowhere else. */
function own(nativeId: string, word: string, visibility: Visibility, packageName = `@${word}/${word}`): RegistryEntry {
  const parts = { nativeId, description: `About ${word}`, packages: npm(packageName) };
  return { ...registryEntry(`client-config/npm.${word}`, parts), visibility };
}

const OPEN = [
  registryEntry('io.github.acme/control', {
    packages: npm('@acme/control'),
    description: 'Shown, so that tests can fail.',
  }),
  registryEntry('io.github.acme/joined', { packages: npm('@acme/joined') }),
];

const helper = (id: number) => `unusual_helper_${id}_call`;

/** Gives every server a tool that speaks of those of all others, which is a finding about both, and inspects. */
function listAll(store: Store, at: string): void {
  const servers = Array.from(store.servers.all()).filter(({ status }) => status !== 'deleted');
  store.transaction(() => {
    for (const { id, slug } of servers) {
      const others = servers.filter((other) => other.id !== id).map((other) => `Call ${helper(other.id)} first.`);
      const description = `Of ${slug}. ${others.join(' ')}`;
      listTools(store, id, [{ name: helper(id), description }], 'live', null, at);
    }
  });
  inspect(store, context);
}

describe('test/integration/private-turns.test.ts', () => {
  it(
    'names nothing that is private, withdrew, was renamed, merged, or turned private and back',
    { timeout: 300_000 },
    async () => {
      const folder = temporaryFolder();
      const db = join(folder, 'c.sqlite');
      const store = openStore(db);
      onTestFinished(() => store.close());
      const { list } = identityWorld(store);
      const pass = async (entries: RegistryEntry[]) => {
        await list({ official: OPEN, 'client-config': entries });
        listAll(store, new Date().toISOString());
        // Dates of two passes are to differ.
        await sleep(5);
      };
      const publish = async (): Promise<string> => {
        const out = join(folder, 'out');
        expect(await runCommand(['build', '--db', db, '--out', out, '--quiet'])).toMatchObject({ code: 0 });
        return publishedText(out);
      };
      const found = (text: string, words: readonly string[]) =>
        words.filter((word) => text.toLowerCase().includes(word));

      // Public at first: `shown` stays a server of its own, `formerly` becomes part of another one and leaves an address behind.
      await pass([
        own('present', 'qpresent', 'private'),
        own('withdrawn', 'kwithdrawn', 'private'),
        own('renamed', 'vbefore', 'private'),
        own('one', 'jmergedone', 'private'),
        own('two', 'xmergedtwo', 'private'),
        own('opened', 'zclosed', 'private'),
        own('shown', 'yshown', 'public'),
        own('formerly', 'uformerly', 'public'),
        own('turns', 'fturns', 'public'),
      ]);
      await pass([
        own('present', 'qpresent', 'private'),
        own('renamed', 'wafter', 'private'),
        own('one', 'jmergedone', 'private', '@xmergedtwo/xmergedtwo'),
        own('two', 'xmergedtwo', 'private'),
        own('opened', 'gopened', 'public'),
        own('shown', 'yshown', 'public'),
        own('formerly', 'uformerly', 'public', '@acme/joined'),
        own('turns', 'fturns', 'private'),
      ]);
      const hidden = ['qpresent', 'kwithdrawn', 'vbefore', 'wafter', 'jmergedone', 'xmergedtwo', 'zclosed', 'fturns'];
      const before = await publish();
      expect(found(before, hidden)).toEqual([]);
      // The same words are found where they are shown.
      expect(found(before, ['control', 'gopened', 'yshown', 'uformerly'])).toHaveLength(4);

      const control = store.servers.byName('io.github.acme/control')!.id;
      expect(JSON.stringify(store.serverFindings.of(control))).toContain('yshown');

      // Listed and not inspected: what was found before may name what is private now.
      await list({
        official: OPEN,
        'client-config': [
          own('present', 'qpresent', 'private'),
          own('opened', 'gopened', 'private'),
          own('shown', 'yshown', 'private'),
          own('formerly', 'uformerly', 'private', '@acme/joined'),
          own('turns', 'eturned', 'public'),
        ],
      });
      const after = await publish();
      expect(found(after, hidden)).toEqual([]);
      expect(found(after, ['gopened', 'yshown', 'uformerly'])).toEqual([]);
      // Those who mirror the folder are told that something is gone, and not what.
      expect(after.match(/^[^,\n]+,\/,everything$/gm)).toHaveLength(1);
      expect(after).not.toMatch(/,removed$/m);
      expect(found(after, ['control', 'eturned'])).toHaveLength(2);
      // Nothing is lost to the operator, and the public is told of its own removals still.
      expect(catalogueReader(store, 'operator').removedServers().length).toBeGreaterThan(4);
      await list({ official: OPEN.slice(1), 'client-config': [own('present', 'qpresent', 'private')] });
      expect(
        catalogueReader(store)
          .removedServers()
          .map(({ name }) => name),
      ).toEqual(['client-config/npm.eturned', 'io.github.acme/control']);
    },
  );
});
