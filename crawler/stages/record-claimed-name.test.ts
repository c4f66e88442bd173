import { describe, expect, it } from 'vitest';
import { catalogueReader } from '../../catalog/store/reader.ts';
import { listedRegistry, registryEntry } from '../../test/listed-registry.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { discover } from './discover.ts';

const NAME = 'io.github.acme/notes';
const packages = [
  { registryType: 'npm', identifier: '@acme/notes', version: '1.0.0', transport: { type: 'stdio' } },
] as never;
const context = { runId: 1, report: () => {}, signal: new AbortController().signal };

/** A catalogue of the official record of a package, and of what another registry says that the package claims. */
async function catalogue(registry: string, claimedName: string) {
  const store = temporaryStore();
  await discover(store, listedRegistry([[registryEntry(NAME, { packages })]], { id: 'official' }), context);
  const other = registryEntry(`${registry}/notes`, { packages, claimedName });
  await discover(store, listedRegistry([[other]], { id: registry }), context);
  return { store, view: catalogueReader(store).view('io-github-acme-notes')! };
}

describe('crawler/stages/record-claimed-name.test.ts', () => {
  it('takes a name in the manifest that the index shows for the word of the package', async () => {
    const { view } = await catalogue('npm', NAME);
    expect(view.identity.ownership).toMatchObject([{ status: 'verified', statedNames: [NAME], version: '1.0.0' }]);
    expect(view.entries.map(({ registry }) => registry)).toEqual(['npm', 'official']);
  });

  it('also when that is another one', async () => {
    const { view } = await catalogue('npm', 'io.github.somebody/else');
    expect(view.identity.ownership).toMatchObject([{ status: 'mismatch', statedNames: ['io.github.somebody/else'] }]);
  });

  it.each([
    ['well-known', NAME],
    ['toolsdk', NAME],
    ['npm', 'no name'],
  ])('takes nothing from %s that says %s', async (registry, claimed) => {
    const { store } = await catalogue(registry, claimed);
    expect(store.identities.statementOf('package:npm:@acme/notes')).toBeUndefined();
  });
});
