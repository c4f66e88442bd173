import type { TextFile } from './sitemaps.ts';

/** Everything may be read. A sitemap is named when the site knows its address: it must be absolute. */
export function robots(siteUrl: string | undefined): TextFile {
  const sitemap = siteUrl === undefined ? '' : `\nSitemap: ${new URL('/sitemap.xml', siteUrl).href}\n`;
  return { path: 'robots.txt', content: `User-agent: *\nAllow: /\n${sitemap}` };
}
