/** A page as search engines are told of it. */
export interface PageEntry {
  url: string;
  /** When what it shows last changed, RFC 3339, as the data say; absent where they do not. */
  changedAt?: string;
}

/** A line of a sitemap (sitemaps.org/protocol.html); slugs hold letters, digits, `-`, `_` and `.` only. */
export function sitemapLine({ url, changedAt }: PageEntry, siteUrl: string): string {
  const lastmod = changedAt === undefined ? '' : `<lastmod>${changedAt.slice(0, 'YYYY-MM-DD'.length)}</lastmod>`;
  return `<url><loc>${new URL(url, siteUrl).href.replaceAll('&', '&amp;')}</loc>${lastmod}</url>\n`;
}
