import { Rejected } from '../catalog/errors.ts';

/**
 * The address by which a published file is named inside other files: absolute when the address of the site is known,
 * else its path from the root, which holds wherever the folder is served.
 *
 * @throws Rejected when `siteUrl` is no web address
 */
export function publishedAddress(path: string, siteUrl?: string): string {
  checkSiteUrl(siteUrl);
  return siteUrl === undefined || siteUrl === '' ? path : new URL(path, siteUrl).href;
}

/** @throws Rejected when `siteUrl` is given and no web address */
export function checkSiteUrl(siteUrl?: string): void {
  if (siteUrl === undefined || siteUrl === '') return;
  if (!/^https?:/i.test(siteUrl) || !URL.canParse(siteUrl)) {
    throw new Rejected(`${JSON.stringify(siteUrl)} is no web address`, {
      hint: 'Give the address of the site with its scheme, such as https://example.com.',
    });
  }
}
