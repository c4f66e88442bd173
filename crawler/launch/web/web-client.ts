import { Agent, EnvHttpProxyAgent, request, type Dispatcher } from 'undici';
import type { OutcomeCode } from '../../../catalog/model/launch.ts';
import { isPublicAddress, literalAddress, publicLookup } from '../../http/address-guard.ts';
import { hostTurns } from '../../http/host-turns.ts';
import { userAgent } from '../../http/user-agent.ts';
import { webFailure } from './web-failure.ts';

/** How a stranger's address is asked. */
export interface WebRequest {
  url: URL;
  method?: 'GET' | 'POST' | 'DELETE';
  headers?: Record<string, string>;
  body?: string;
  /** Ends the request, and the reading of its answer. */
  signal: AbortSignal;
  /**
   * Which redirects are followed: to the same scheme, host and port only, or anywhere public. Everything that is not
   * followed is the outcome `redirected`.
   */
  follow: 'same-origin' | 'anywhere';
}

/** An answer, whatever its status. Its body must be read to the end or dumped. */
export interface WebAnswer {
  status: number;
  /** By lower-case name; of several values the first. */
  headers: Record<string, string>;
  /** Where it came from in the end. */
  url: URL;
  body: Dispatcher.ResponseData['body'];
}

/** No answer: an expected ending, so a value. */
export interface WebFailure {
  code: Extract<OutcomeCode, 'address-refused' | 'redirected' | 'dns-failed' | 'tls-failed' | 'unreachable'>;
  detail: string;
}

/** HTTP towards hosts that registry records name. */
export interface WebClient {
  /** Asks; certificates are always checked. @throws only what the signal was aborted with */
  ask(request: WebRequest): Promise<WebAnswer | WebFailure>;
  /** Waits until one may begin to deal with a host; the function returned says that one has ended. */
  turn(host: string, signal: AbortSignal): Promise<() => void>;
  close(): Promise<void>;
}

export interface WebClientOptions {
  /**
   * Private, local and reserved addresses, and plain http, are refused except for these: each a host with its port where it
   * is not the scheme's own (`127.0.0.1:8080`), or `all`.
   */
  allowPrivate: readonly string[] | 'all';
  /** The certificate authorities to trust, PEM; empty for those that are built in. */
  certificates: string;
}

const REDIRECTS = 5;
const CONNECT_MS = 10_000;
const HEADER_BYTES = 32 * 1024;

/**
 * Makes a client for addresses that strangers chose: only https to public addresses, unless others are allowed by name. Behind
 * a proxy that the environment names, it is the proxy that connects, and names are its to check.
 */
export function createWebClient({ allowPrivate, certificates }: WebClientOptions): WebClient {
  const tls = certificates === '' ? {} : { ca: certificates };
  const bounds = { headersTimeout: 0, bodyTimeout: 0, maxHeaderSize: HEADER_BYTES };
  const connect = { ...tls, timeout: CONNECT_MS };
  const open = new Agent({ ...bounds, connect });
  const proxied = ['HTTPS_PROXY', 'https_proxy'].some((name) => process.env[name]);
  const guarded = proxied
    ? new EnvHttpProxyAgent({ ...bounds, requestTls: connect })
    : new Agent({ ...bounds, connect: { ...connect, lookup: publicLookup() } });
  const allowed = ({ host }: URL) => allowPrivate === 'all' || allowPrivate.includes(host);
  const turns = hostTurns();

  const refusal = (url: URL): WebFailure | undefined => {
    const refused = (detail: string): WebFailure => ({ code: 'address-refused', detail });
    if (url.username !== '' || url.password !== '')
      return refused(`The address of ${url.host} holds a user or password.`);
    if (allowed(url)) return /^https?:$/.test(url.protocol) ? undefined : refused(`${url.protocol} is no web address.`);
    if (url.protocol !== 'https:') return refused(`${shown(url)} is not https.`);
    const address = literalAddress(url);
    if (address === undefined) {
      return /(^|\.)localhost\.?$/.test(url.hostname) ? refused(`${shown(url)} is this machine itself.`) : undefined;
    }
    return isPublicAddress(address) ? undefined : refused(`${shown(url)} is no address of the public Internet.`);
  };

  return {
    turn: (host, signal) => turns.take(host, signal),
    async close() {
      await Promise.all([open.destroy(), guarded.destroy()]);
    },
    async ask({ url: first, method = 'GET', headers = {}, body, signal, follow }) {
      let [url, sent] = [first, { ...headers, 'user-agent': userAgent() }];
      for (let hops = 0; ; hops++) {
        const refused = refusal(url);
        if (refused !== undefined) return hops === 0 ? refused : leadsTo(first, url, refused.detail);
        let answer: Dispatcher.ResponseData;
        const dispatcher = allowed(url) ? open : guarded;
        try {
          answer = await request(url, { dispatcher, method, headers: sent, body: body ?? null, signal });
        } catch (error) {
          signal.throwIfAborted();
          return webFailure(error, url);
        }
        const location = firstOf(answer.headers['location']);
        if (![301, 302, 303, 307, 308].includes(answer.statusCode) || location === undefined) {
          return { status: answer.statusCode, headers: singles(answer.headers), url, body: answer.body };
        }
        await answer.body.dump({ limit: HEADER_BYTES }).catch(() => {});
        const target = URL.parse(location, url.href);
        if (target === null) return leadsTo(first, undefined, 'The address cannot be read.');
        // 301 to 303 would have a POST repeated as a GET, which says something else.
        if (method !== 'GET' && answer.statusCode < 307) return leadsTo(first, target, 'A POST is not repeated there.');
        if (hops >= REDIRECTS) return leadsTo(first, target, `More than ${REDIRECTS} redirects.`);
        if (target.origin !== url.origin) {
          if (follow === 'same-origin') return leadsTo(first, target, 'Another host is not followed.');
          // Logins are for the host that they were given by.
          sent = Object.fromEntries(Object.entries(sent).filter(([name]) => name !== 'authorization')) as typeof sent;
        }
        url = target;
      }
    },
  };
}

function leadsTo(from: URL, to: URL | undefined, why: string): WebFailure {
  const where = to === undefined ? 'elsewhere' : `to ${shown(to)}`;
  return { code: 'redirected', detail: `${shown(from)} redirects ${where}. ${why}` };
}

/** Without query, which can hold secrets. */
const shown = (url: URL) => `${url.protocol}//${url.host}${url.pathname}`.slice(0, 200);

const firstOf = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);

function singles(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const single = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(headers)) single[name.toLowerCase()] = firstOf(value) ?? '';
  return single;
}
