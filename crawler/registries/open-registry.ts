import { Rejected } from '../../catalog/errors.ts';
import type { HttpClient } from '../http/http-client.ts';
import { LOOPBACK, politenessFor } from '../http/politeness.ts';
import { readBase } from './read-base.ts';
import type { Registry, RegistryDescriptor } from './registry.ts';

/** What the operator says about a registry. */
export interface OpenOptions {
  http: HttpClient;
  env: NodeJS.ProcessEnv;
  /** A mirror, in place of the descriptor's base. */
  base?: string | undefined;
  /** Files or addresses that the registry is to read. */
  sources?: readonly string[] | undefined;
  /** Read only these, not the registry as a whole. */
  sourcesOnly?: boolean | undefined;
  /** Let entries be published that are private by default. */
  publish?: boolean | undefined;
}

/** What a header can hold without being taken apart: visible ASCII. */
const KEY = /^[\x21-\x7e]{1,4096}$/;

/**
 * Opens a registry. Its keys come from the environment, go to the origin of its base and nowhere else, and are in no
 * message. An address that the operator typed may be a private one; the client refuses all others that are.
 *
 * @throws Rejected when base or sources cannot be meant, or a key is missing or unusable
 */
export async function openRegistry(about: RegistryDescriptor, options: OpenOptions): Promise<Registry> {
  const { env, sources = [], sourcesOnly = false, publish = false } = options;
  const mirrored = options.base !== undefined;
  const given = options.base ?? about.base;
  const base = given === undefined ? '' : readBase(given);
  const headers: Record<string, string> = {};
  const keys = new Set<string>();
  for (const { variable, header, prefix = '', required, obtain } of about.keys) {
    const key = env[variable]?.trim() ?? '';
    if (key === '') {
      if (required) throw new Rejected(`registry ${about.id} needs ${variable}`, { hint: `Get a key at ${obtain}` });
      continue;
    }
    if (!KEY.test(key)) throw new Rejected(`${variable} holds characters that no key has`);
    headers[header] = `${prefix}${key}`;
    keys.add(variable);
  }
  const { http } = options;
  if (keys.size > 0 && isOpenHttp(base)) {
    throw new Rejected(`the keys of registry ${about.id} would cross the network unencrypted`, {
      hint: 'Give an https base URL.',
    });
  }
  const own = base === '' ? http : http.forOrigin(new URL(base).origin, { headers, trusted: mirrored });
  const opened = await about.open({ http: own, base, mirrored, keys, sources, sourcesOnly, publish, env });
  const { id, incremental, partial } = about;
  return { id, base, incremental, partial, ...opened, about };
}

/** Whether others on the way could read what is sent; nobody is between this machine and itself. */
function isOpenHttp(base: string): boolean {
  return base.startsWith('http:') && politenessFor(new URL(base).hostname).rule !== LOOPBACK.rule;
}
