import { isIP } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RedisOptions } from 'ioredis';
import { Rejected } from '../../catalog/errors.ts';

/** Where the queue is. */
export interface QueueAddress {
  /** For messages: without user name and password. */
  label: string;
  options: RedisOptions;
}

const HINT =
  'Expected redis://host:port/number, rediss://… for TLS, or unix:///path/of/the/socket. ' +
  'The password may also come from TOOLGATE_QUEUE_PASSWORD.';

/**
 * Reads the address of a Redis server as it is given to `--queue`.
 *
 * @throws Rejected without quoting the address, which may hold a password
 */
export function parseQueueAddress(text: string, env: NodeJS.ProcessEnv = {}): QueueAddress {
  const url = URL.parse(text);
  const protocol = url?.protocol ?? '';
  if (url === null || url.search !== '' || url.hash !== '' || !/^(rediss?|unix):$/.test(protocol)) {
    throw new Rejected('the address of the queue is none of a Redis server', { hint: HINT });
  }
  const credentials = {
    ...(url.username === '' ? {} : { username: decode(url.username) }),
    password: url.password === '' ? env['TOOLGATE_QUEUE_PASSWORD'] : decode(url.password),
  };
  if (protocol === 'unix:') {
    const socket = path.normalize(fileURLToPath(`file://${url.pathname}`));
    return { label: `unix://${socket}`, options: { ...credentials, path: socket } };
  }
  const db = url.pathname.replace(/^\//, '');
  if (url.hostname === '' || !/^\d{0,4}$/.test(db)) {
    throw new Rejected('the address of the queue names no host, or something else than a database number', {
      hint: HINT,
    });
  }
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  const port = url.port === '' ? 6379 : Number(url.port);
  // Certificates are checked against Node's authorities and those of NODE_EXTRA_CA_CERTS; an address is no server name.
  const tls = protocol === 'rediss:' ? { tls: isIP(host) === 0 ? { servername: host } : {} } : {};
  return {
    label: `${protocol}//${url.hostname}:${port}/${Number(db)}`,
    options: { ...credentials, host, port, db: Number(db), ...tls },
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Rejected('user name or password in the address of the queue are not percent-encoded', { hint: HINT });
  }
}
