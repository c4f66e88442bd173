/** What the jail of a fetch asks its proxy for, as it stands in the request line. */
export interface EgressRequest {
  method: string | undefined;
  /** `host:port` for CONNECT, an absolute URL for a plain request. */
  target: string | undefined;
}

/** Host and port of a URL, with the scheme's port where none is given. */
export function originOf(url: URL): { host: string; port: number } {
  // URL keeps the brackets of an IPv6 address, which belong to the notation and not to the address.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { host, port: url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port) };
}

/**
 * Whether a request goes to the npm registry and nowhere else: a tunnel to exactly its host and port when it speaks https,
 * or a reading request for exactly its origin when it speaks http. The comparison is textual on purpose: a name that is
 * spelled otherwise is another name, and no address is ever looked up to decide.
 */
export function egressAllowed({ method, target }: EgressRequest, registry: URL): boolean {
  if (target === undefined) return false;
  if (registry.protocol === 'https:') {
    const { host, port } = originOf(registry);
    const authority = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
    return method === 'CONNECT' && target.toLowerCase() === authority;
  }
  if (method !== 'GET' && method !== 'HEAD') return false;
  const url = URL.parse(target);
  return url !== null && url.origin === registry.origin && url.username === '' && url.password === '';
}
