import { EnvHttpProxyAgent } from 'undici';
import { Rejected } from '../../catalog/errors.ts';
import { CONNECT_MS, guardedConnector } from './address-guard.ts';
import type { Route } from './connections.ts';

interface DispatcherOptions extends Route {
  headersTimeout?: number;
  bodyTimeout?: number;
  /** Connect to public addresses only; what a proxy connects to is the proxy's business. */
  guarded?: boolean;
}

/** Bytes of all headers of an answer. */
const HEADER_BYTES = 32 * 1024;
/** Connections to one origin. The politeness table is stricter with everybody but this machine itself. */
const CONNECTIONS = 64;

/**
 * Where connections are made: through the proxies that the environment names, except towards this machine itself.
 *
 * @throws Rejected when HTTP_PROXY or HTTPS_PROXY is no URL
 */
export function openDispatcher({
  guarded = false,
  certificates = '',
  proxy,
  ...options
}: DispatcherOptions = {}): EnvHttpProxyAgent {
  const tls = certificates === '' ? {} : { ca: certificates };
  try {
    return new EnvHttpProxyAgent({
      maxHeaderSize: HEADER_BYTES,
      connections: CONNECTIONS,
      ...options,
      connect: guarded ? guardedConnector(tls) : { timeout: CONNECT_MS, ...tls },
      requestTls: tls,
      ...proxiesOf(proxy),
    });
  } catch {
    // Without the cause: it quotes the value, which may hold a password.
    throw new Rejected('HTTP_PROXY or HTTPS_PROXY is no proxy URL', { hint: 'Set it like http://host:port.' });
  }
}

function proxiesOf(proxy: Route['proxy']) {
  if (proxy === undefined) {
    const noProxy = process.env['no_proxy'] ?? process.env['NO_PROXY'] ?? '';
    return { noProxy: noProxy.trim() === '*' ? '*' : `${noProxy},localhost,127.0.0.1,::1` };
  }
  // An empty address is no proxy; an absent one would be that of the environment.
  const address = proxy === 'none' ? '' : proxy.href;
  return { httpProxy: address, httpsProxy: address, noProxy: '' };
}
