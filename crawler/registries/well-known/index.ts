import pMap from 'p-map';
import { Rejected, RetryLater } from '../../../catalog/errors.ts';
import type { RefusedEntry } from '../../../catalog/store/registries.ts';
import type { HttpClient } from '../../http/http-client.ts';
import { pageOf } from '../listed-record.ts';
import { readBase } from '../read-base.ts';
import type { ReadRecord } from '../read-record.ts';
import type { OpenedRegistry, RegistryContext, RegistryDescriptor } from '../registry.ts';
import { chooseHosts, inTurn, type ChosenHost } from './choose-hosts.ts';
import { readPlace, START, writePlace } from './place.ts';
import { cardUrl, readCard } from './read-card.ts';

/** Hosts per page, and how many of them are asked at once; each gets one request. */
const PAGE_SIZE = 50;
const CONCURRENCY = 8;
/** Real cards are below 200 kB. */
const MAX_BYTES = 2 * 1024 * 1024;
/** Strangers decide how long this takes: a host is asked shortly, and one that wants a pause is left alone. */
const TIMEOUT_MS = 10_000;
const MAX_PAUSE_MS = 2_000;

/** What all of it may cost. */
const BOUNDS = {
  /** Milliseconds for all hosts. Some 10,000 hosts that answer take ten minutes, at half a second each. */
  listingMs: 3_600_000,
  /** Origins of one domain (the last two labels); platforms that give names away are one domain. */
  hostsPerDomain: 100,
};

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
  open: (context) => wellKnownCards(context),
};

/**
 * Asks every known host, those whose card it has and those of the given addresses for their cards; only the last when the
 * operator asks for no more. A known host without one is none of this registry's; a given one is refused, and so is one in
 * trouble: it costs itself only, and keeps its last card. Of a domain with very many hosts some are left out, which keep
 * theirs. When the time is over the pass is left unfinished: the next run goes on after the last host that was asked, so that
 * hosts that take long keep nobody from being asked for ever.
 *
 * @throws Rejected for an address that is no plain http(s) URL
 */
export function wellKnownCards(
  { http, base, sources, sourcesOnly }: Pick<RegistryContext, 'http' | 'base' | 'sources' | 'sourcesOnly'>,
  bounds: Partial<typeof BOUNDS> = {},
): Required<OpenedRegistry> {
  const { listingMs, hostsPerDomain } = { ...BOUNDS, ...bounds };
  const given = [...sources, ...(base === '' ? [] : [base])].map((source) => new URL(readBase(source)).origin);
  const partial = sourcesOnly || base !== '';
  // What the operator typed may be a private address; what a record says may not.
  const client = given.reduce((trusting, origin) => trusting.forOrigin(origin, { trusted: true }), http);
  return {
    base: 'known hosts',
    async *list({ cursor, known, signal }) {
      const start = cursor === undefined ? START : readPlace(cursor);
      const remotes = partial ? new Map<string, string[]>() : remotesByOrigin(known?.remotes() ?? []);
      const own = partial ? [] : (known?.own() ?? []);
      const failed = known?.refusedBefore() ?? new Set<string>();
      const chosen = chooseHosts({ given, own, known: remotes.keys(), failed }, hostsPerDomain);
      const hosts = chosen.hosts.filter((host) => host.turn === 'given' || inTurn(host, start) > 0);
      const clock = AbortSignal.timeout(listingMs);
      const until = AbortSignal.any([signal, clock]);
      let asked = 0;
      const readOne = async ({ origin }: ChosenHost): Promise<ReadRecord> => {
        // They are begun in their order, so that those that are not are the last ones.
        if (clock.aborted) return { refused: [] };
        asked += 1;
        const host = { origin, named: given.includes(origin), remotes: remotes.get(origin) };
        try {
          return await readHost(client, host, until);
        } catch (error) {
          signal.throwIfAborted();
          if (!clock.aborted) throw error;
          return { refused: [{ label: origin, nativeId: origin, reason: 'had not answered when the time was over' }] };
        }
      };
      for (let from = 0; ; from += PAGE_SIZE) {
        const records = await pMap(hosts.slice(from, from + PAGE_SIZE), readOne, { concurrency: CONCURRENCY });
        // In every run, since they may be others by then.
        if (from === 0) records.push({ refused: chosen.refused });
        const last = hosts[asked - 1];
        const place = writePlace(last === undefined || last.turn === 'given' ? start : last);
        // The hosts of one run are no part of a pass over all, which goes on where it was.
        if (asked === hosts.length) {
          yield { ...pageOf(records, partial ? cursor : undefined), partial };
          return;
        }
        if (clock.aborted) records.push({ refused: [outOfTime(hosts.length - asked, listingMs)] });
        yield pageOf(records, place);
        if (clock.aborted) return;
      }
    },
  };
}

interface Host {
  origin: string;
  /** Whether the operator named it. */
  named: boolean;
  /** What the catalogue knows to be there; absent for a host that only the operator has ever named. */
  remotes: readonly string[] | undefined;
}

async function readHost(client: HttpClient, host: Host, signal: AbortSignal): Promise<ReadRecord> {
  const { origin, named, remotes } = host;
  const refuse = (reason: string): ReadRecord => ({ refused: [{ label: origin, nativeId: origin, reason }] });
  const none = (reason: string): ReadRecord => (named ? refuse(reason) : { refused: [] });
  let body: string | undefined;
  try {
    body = await client.getText(cardUrl(origin), signal, {
      maxBytes: MAX_BYTES,
      redirects: 2,
      tries: 2,
      timeoutMs: TIMEOUT_MS,
      maxPauseMs: MAX_PAUSE_MS,
      accepts: (text) => parseCard(text) !== undefined,
    });
  } catch (error) {
    signal.throwIfAborted();
    // Not found in other words (401, 405, a redirect to a sign-in page): it has no public card.
    // One that the operator named in another run may be refused only because he does not name it in this one.
    if (error instanceof Rejected) return remotes === undefined ? refuse(error.message) : none(error.message);
    if (!(error instanceof RetryLater)) throw error;
    return refuse(error.message);
  }
  if (body === undefined) return none('has no server card (404)');
  // Many sites answer every path with their home page.
  if (!/^\s*\{/.test(body)) return none('answers with something that is no server card');
  const card = parseCard(body);
  return card === undefined ? refuse('its server card is no JSON') : readCard(card, origin, remotes ?? []);
}

/** The object in a text; `undefined` when there is none. */
function parseCard(text: string): unknown {
  // Most of what is no card is a page of some hundred kilobytes.
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const outOfTime = (hosts: number, ms: number): RefusedEntry => ({
  label: 'the end of the list',
  reason: `${hosts} of the hosts were not asked after ${Math.ceil(ms / 60_000)} minutes; the next run goes on with them`,
});

/** Templates (`https://{tenant}.example`) and other addresses that are none are nobody's host. */
function remotesByOrigin(urls: readonly string[]): Map<string, string[]> {
  const byOrigin = new Map<string, string[]>();
  for (const url of urls) {
    if (!URL.canParse(url) || /[{}]|%7b/i.test(url)) continue;
    const { protocol, origin } = new URL(url);
    if (protocol !== 'https:' && protocol !== 'http:') continue;
    const urlsThere = byOrigin.get(origin) ?? [];
    urlsThere.push(url);
    byOrigin.set(origin, urlsThere);
  }
  return byOrigin;
}
