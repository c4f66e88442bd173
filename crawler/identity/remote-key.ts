/** A remote in one spelling. */
export interface RemoteName {
  key: string;
  host: string;
}

/**
 * The host and path of a remote, without what does not choose the server: scheme, the usual port, letter case of the host,
 * query, fragment, user, and a slash at the end.
 *
 * @returns undefined for what is no web address, or for one with variables in its host
 */
export function remoteName(url: string): RemoteName | undefined {
  if (url.length > 2000 || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  const { hostname, port, pathname } = new URL(url);
  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (host === '' || /[{}]|%7b/i.test(host)) return undefined;
  const place = port === '' || port === '80' || port === '443' ? host : `${host}:${port}`;
  return { key: `remote:${place}${pathname.replace(/\/+$/, '')}`, host };
}
