import type { Redirect } from '../../catalog/store/redirects.ts';
import type { ApiRedirects } from '../model/api-redirects.ts';
import { serverJsonUrl } from '../paths.ts';
import { documentHeader } from './document-header.ts';

/** Former addresses; a server that is not shown has none. */
export function redirectsDocument(redirects: Iterable<Redirect>, siteUrl?: string): ApiRedirects {
  return {
    ...documentHeader('redirects', siteUrl),
    redirects: Array.from(redirects, ({ from, to, tools }) => ({ from, to, url: serverJsonUrl(to), tools })),
  };
}
