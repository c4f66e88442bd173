/** MCPB bundles that the operator names, by file or address: a registry without an operator of its own. */
import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { Rejected, RetryLater } from '../../../catalog/errors.ts';
import { BUNDLE_LIMITS } from '../../bundle/bundle-limits.ts';
import { readBundle } from '../../bundle/read-bundle.ts';
import type { HttpClient } from '../../http/http-client.ts';
import { pageOf } from '../listed-record.ts';
import type { ReadRecord } from '../read-record.ts';
import type { OpenedRegistry, RegistryContext, RegistryDescriptor } from '../registry.ts';
import { readBundleRecord, type BundleOrigin } from './bundle-record.ts';

/** A bundle from an address is held in memory as a whole; one in a file is read where it lies, up to `BUNDLE_LIMITS.fileBytes`. */
const MAX_DOWNLOAD_BYTES = 64 * 1024 * 1024;

const megabytes = (bytes: number) => `${bytes / 1024 / 1024} MB`;

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
  baseNote: `the files (up to ${megabytes(BUNDLE_LIMITS.fileBytes)}) and addresses (up to ${megabytes(MAX_DOWNLOAD_BYTES)}) that the operator names with \`--bundle\``,
  keys: [],
  incremental: false,
  // Each pass reads those that are named this time.
  partial: true,
  open: openBundles,
};

/** @throws Rejected when no bundle is named */
function openBundles({ http, base, sources }: RegistryContext): OpenedRegistry {
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

  return {
    base: 'named bundles',
    async *list({ signal }) {
      const records: ReadRecord[] = [];
      const failures: Error[] = [];
      for (const origin of origins) {
        try {
          records.push(await readOne(client, origin, signal));
        } catch (error) {
          signal.throwIfAborted();
          if (!(error instanceof Rejected) && !(error instanceof RetryLater)) throw error;
          failures.push(error);
          // What was read of it before stays.
          const nativeId = idOf(origin);
          records.push({ refused: [{ label: nativeId.slice(0, 200), nativeId, reason: error.message }] });
        }
      }
      yield pageOf(records);
      // With nothing to show for it, the operator is told; one bundle that is in trouble costs itself only.
      const first = failures.find((error) => error instanceof RetryLater) ?? failures[0];
      if (first !== undefined && failures.length === origins.length) throw first;
    },
  };
}

interface Origin {
  source: string;
  url?: URL;
}

async function readOne(client: HttpClient, origin: Origin, signal: AbortSignal): Promise<ReadRecord> {
  const { source, url } = origin;
  const nativeId = idOf(origin);
  if (url === undefined) {
    const bundle = await readBundle(source).catch((error: unknown) => {
      throw new Rejected(`cannot read the bundle ${basename(source)}`, { cause: error, hint: 'Check the path.' });
    });
    return readBundleRecord({ nativeId, bundle });
  }
  const read: { bundle?: BundleOrigin['bundle'] } = {};
  const accepts = async (bytes: Uint8Array) => {
    read.bundle = await readBundle(Buffer.from(bytes));
    return !('problem' in read.bundle);
  };
  // Releases on GitHub lead to another host.
  const bytes = await client.getBytes(url, signal, { redirects: 5, maxBytes: MAX_DOWNLOAD_BYTES, accepts });
  if (bytes === undefined || read.bundle === undefined)
    throw new Rejected(`${url.host} has no bundle at ${url.pathname} (404)`);
  return readBundleRecord({ nativeId, url, bundle: read.bundle });
}

/** A web address, or a path. */
function originOf(source: string): Origin {
  if (!/^https?:/i.test(source) || !URL.canParse(source)) return { source };
  return { source, url: new URL(source) };
}

/**
 * An address without its query, which may hold a key; of a file only its name. A hash of what is left out tells two of them
 * apart.
 */
function idOf({ source, url }: Origin): string {
  if (url === undefined) return `file:${basename(source)}-${shortHash(resolve(source))}`;
  return `${url.origin}${url.pathname}${url.search === '' ? '' : `?${shortHash(url.search)}`}`;
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 6);
