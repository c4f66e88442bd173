import pMap from 'p-map';
import { Rejected, RetryLater } from '../../../catalog/errors.ts';
import { pageOf } from '../listed-record.ts';
import { readBase } from '../read-base.ts';
import type { ReadRecord } from '../read-record.ts';
import type { Registry, RegistryContext, RegistryDescriptor } from '../registry.ts';
import { cardUrl, readCard } from './read-card.ts';

/** Hosts per page, and how many of them are asked at once; each gets one request. */
const PAGE_SIZE = 50;
const CONCURRENCY = 8;
/** Real cards are below 200 kB. */
const MAX_BYTES = 2 * 1024 * 1024;

/** The cards that remote servers publish about themselves. */
export const wellKnownRegistry: RegistryDescriptor = {
  id: 'well-known',
  title: 'Server cards',
  homepage: 'https://modelcontextprotocol.io/seps/2127-mcp-server-cards',
  lists: 'What the owners of remote servers say of them in a file on the server’s own host.',
  declaresTools: true,
  terms: {
    text: 'Published by each server’s owner for clients to read; the texts are theirs.',
    url: 'https://modelcontextprotocol.io/seps/2127-mcp-server-cards',
  },
  baseNote: 'the hosts of the remote servers in the catalogue, and addresses that the operator gives',
  keys: [],
  incremental: false,
  open: wellKnown,
};

/**
 * Asks every known host, and those of the given addresses, for its card. A host without one is none of this registry's; one in
 * trouble costs itself only, and keeps its last card.
 *
 * @throws Rejected for an address that is no plain http(s) URL
 */
function wellKnown({ http, base, sources }: RegistryContext): Registry {
  const given = [...sources, ...(base === '' ? [] : [base])].map((source) => new URL(readBase(source)).origin);
  // What the operator typed may be a private address; what a record says may not.
  const client = given.reduce((trusting, origin) => trusting.forOrigin(origin, { trusted: true }), http);

  const readHost = async (origin: string, remotes: readonly string[], signal: AbortSignal): Promise<ReadRecord> => {
    let body: string | undefined;
    try {
      body = await client.getText(cardUrl(origin), signal, { maxBytes: MAX_BYTES, redirects: 2, tries: 2 });
    } catch (error) {
      signal.throwIfAborted();
      // Not found in other words (401, 405, a redirect to a sign-in page): it has no public card.
      if (error instanceof Rejected) return { refused: [] };
      if (!(error instanceof RetryLater)) throw error;
      return { refused: [{ label: origin, nativeId: origin, reason: error.message }] };
    }
    // Many sites answer every path with their home page.
    if (body === undefined || !/^\s*\{/.test(body)) return { refused: [] };
    let card: unknown;
    try {
      card = JSON.parse(body);
    } catch {
      return { refused: [{ label: origin, nativeId: origin, reason: 'its server card is no JSON' }] };
    }
    return readCard(card, origin, remotes);
  };

  return {
    id: 'well-known',
    base: 'known hosts',
    incremental: false,
    async *list({ cursor = '', known, signal }) {
      const remotes = base === '' ? remotesByOrigin(known?.remotes() ?? []) : new Map<string, string[]>();
      const origins = [...new Set([...remotes.keys(), ...given])].filter((origin) => origin > cursor).sort();
      for (let i = 0; ; i += PAGE_SIZE) {
        const page = origins.slice(i, i + PAGE_SIZE);
        const records = await pMap(page, (origin) => readHost(origin, remotes.get(origin) ?? [], signal), {
          concurrency: CONCURRENCY,
        });
        const next = i + PAGE_SIZE < origins.length ? page.at(-1) : undefined;
        yield pageOf(records, next);
        if (next === undefined) return;
      }
    },
  };
}

/** Templates (`https://{tenant}.example`) and other addresses that are none are nobody's host. */
function remotesByOrigin(urls: readonly string[]): Map<string, string[]> {
  const byOrigin = new Map<string, string[]>();
  for (const url of urls) {
    if (!URL.canParse(url) || /[{}]|%7b/i.test(url)) continue;
    const { protocol, origin } = new URL(url);
    if (protocol !== 'https:' && protocol !== 'http:') continue;
    byOrigin.set(origin, [...(byOrigin.get(origin) ?? []), url]);
  }
  return byOrigin;
}
