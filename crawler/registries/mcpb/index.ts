/** MCPB bundles that the operator names, by file or address: a registry without an operator of its own. */
import { basename } from 'node:path';
import { Rejected } from '../../../catalog/errors.ts';
import { readBundle } from '../../bundle/read-bundle.ts';
import { pageOf } from '../listed-record.ts';
import type { ReadRecord } from '../read-record.ts';
import type { Registry, RegistryContext, RegistryDescriptor } from '../registry.ts';
import { readBundleRecord, type BundleOrigin } from './bundle-record.ts';

export const mcpbRegistry: RegistryDescriptor = {
  id: 'mcpb',
  title: 'MCPB bundles',
  homepage: 'https://github.com/modelcontextprotocol/mcpb',
  lists: 'Bundles that the operator named, each by the manifest in it, with the tools that the manifest declares.',
  declaresTools: true,
  terms: {
    text: 'Each manifest belongs to the author of its bundle, under the licence that it names.',
    url: 'https://github.com/modelcontextprotocol/mcpb/blob/main/MANIFEST.md',
  },
  baseNote: 'the files and addresses that the operator names with `--bundle`',
  keys: [],
  incremental: false,
  open: openBundles,
};

/** @throws Rejected when no bundle is named */
function openBundles({ http, base, sources }: RegistryContext): Registry {
  const named = [...sources, ...(base === '' ? [] : [base])];
  if (named.length === 0) {
    throw new Rejected('registry mcpb needs bundles to read', { hint: 'Name files or addresses with --bundle.' });
  }
  const origins = named.map(originOf);
  // What the operator typed may be a private address.
  const client = origins.reduce(
    (trusting, { url }) => (url === undefined ? trusting : trusting.forOrigin(url.origin, { trusted: true })),
    http,
  );

  const readOne = async ({ source, url }: (typeof origins)[number], signal: AbortSignal): Promise<ReadRecord> => {
    if (url === undefined) {
      const bundle = await readBundle(source).catch((error: unknown) => {
        throw new Rejected(`cannot read the bundle ${source}`, { cause: error, hint: 'Check the path.' });
      });
      return readBundleRecord({ nativeId: `file:${basename(source)}`, bundle });
    }
    // Releases on GitHub lead to another host.
    const bytes = await client.getBytes(url, signal, { redirects: 5 });
    if (bytes === undefined) throw new Rejected(`${url.host} has no bundle at ${url.pathname} (404)`);
    return readBundleRecord({ nativeId: nameOf(url), url, bundle: await readBundle(Buffer.from(bytes)) });
  };

  return {
    id: 'mcpb',
    base: 'named bundles',
    incremental: false,
    async *list({ signal }) {
      const records: ReadRecord[] = [];
      for (const origin of origins) records.push(await readOne(origin, signal));
      yield pageOf(records);
    },
  };
}

/** A web address, or a path. */
function originOf(source: string): { source: string; url?: BundleOrigin['url'] } {
  if (!/^https?:/i.test(source) || !URL.canParse(source)) return { source };
  return { source, url: new URL(source) };
}

/** Without the query, which may hold a key. */
const nameOf = ({ origin, pathname }: URL): string => `${origin}${pathname}`;
