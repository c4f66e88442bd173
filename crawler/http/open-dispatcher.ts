import { EnvHttpProxyAgent } from 'undici';
import { Rejected } from '../../catalog/errors.ts';
import { guardedConnector } from './address-guard.ts';

interface DispatcherOptions {
  headersTimeout?: number;
  bodyTimeout?: number;
  /** Connect to public addresses only; what a proxy connects to is the proxy's business. */
  guarded?: boolean;
}

/**
 * Where connections are made: through the proxies that the environment names, except towards this machine itself.
 *
 * @throws Rejected when HTTP_PROXY or HTTPS_PROXY is no URL
 */
export function openDispatcher({ guarded = false, ...options }: DispatcherOptions = {}): EnvHttpProxyAgent {
  const noProxy = process.env['no_proxy'] ?? process.env['NO_PROXY'] ?? '';
  try {
    return new EnvHttpProxyAgent({
      ...options,
      ...(guarded ? { connect: guardedConnector() } : {}),
      noProxy: noProxy.trim() === '*' ? '*' : `${noProxy},localhost,127.0.0.1,::1`,
    });
  } catch {
    // Without the cause: it quotes the value, which may hold a password.
    throw new Rejected('HTTP_PROXY or HTTPS_PROXY is no proxy URL', { hint: 'Set it like http://host:port.' });
  }
}
