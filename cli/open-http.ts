import path from 'node:path';
import { Option } from '@commander-js/extra-typings';
import { createHttpClient, type HttpClient } from '../crawler/http/http-client.ts';
import { userAgent } from '../crawler/http/user-agent.ts';
import { defaultCacheDir } from '../crawler/launch/cache-dir.ts';
import type { Io } from './io.ts';

export const contactOption = () =>
  new Option('--contact <address>', 'URL or mail address for whoever is asked to complain to, part of the User-Agent');
export const allowPrivateOption = () =>
  new Option('--allow-private', 'ask also private addresses that only a record names').default(false);

/** How a command asks others. */
export interface HttpChoice {
  contact?: string | undefined;
  allowPrivate?: boolean | undefined;
}

/**
 * The one client of this process, for whoever in it asks anybody: hosts are asked in turn by all of it together. It belongs
 * to the caller, who closes it.
 */
export function openHttp(io: Io, { contact, allowPrivate = false }: HttpChoice): HttpClient {
  return createHttpClient({
    userAgent: userAgent(undefined, contact),
    cacheDir: path.join(defaultCacheDir(io.env), 'http'),
    allowPrivate,
  });
}
