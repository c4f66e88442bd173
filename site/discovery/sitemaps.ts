import { createHash } from 'node:crypto';
import { sitemapLine, type PageEntry } from './page-entry.ts';

/** URLs of one file: https://www.sitemaps.org/protocol.html. Its bytes stay far below the limit of 50 MB. */
const MOST = 50_000;

/** Pages of servers are split by a hash of the slug, so that one server more changes one file and moves no other. */
const SHARDS = 256;

const LIST = 'site/sitemap/';

/** The shards by their names. */
export const SHARD_NAMES: readonly string[] = Array.from({ length: SHARDS }, (_, i) => i.toString(16).padStart(2, '0'));

/** What the lines of a shard are kept under. */
export const shardList = (shard: string): string => LIST + shard;

/** What a server adds to its sitemap. */
export function sitemapPiece(
  slug: string,
  entries: readonly PageEntry[],
  siteUrl: string,
): readonly [list: string, piece: Uint8Array] {
  const shard = createHash('sha256').update(slug).digest('hex').slice(0, 2);
  return [shardList(shard), Buffer.from(entries.map((entry) => sitemapLine(entry, siteUrl)).join(''))];
}

/** A file of the published folder. */
export interface TextFile {
  path: string;
  content: string;
}

/**
 * The files of one shard: none, one, or as many as its pages need. All pieces are read before the first file is there, since who
 * publishes it writes where they are read from.
 */
export function sitemapFiles(shard: string, pieces: Iterable<Uint8Array>): TextFile[] {
  const lines = Array.from(pieces, (piece) =>
    Buffer.from(piece)
      .toString()
      .split(/(?<=\n)/),
  )
    .flat()
    .filter((line) => line !== '');
  return Array.from({ length: Math.ceil(lines.length / MOST) }, (_, i) => {
    const path = i === 0 ? `sitemaps/${shard}.xml` : `sitemaps/${shard}-${i + 1}.xml`;
    const content = `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.slice(i * MOST, (i + 1) * MOST).join('')}</urlset>\n`;
    return { path, content };
  });
}

/** The file that names all others. */
export function sitemapIndex(paths: readonly string[], siteUrl: string): TextFile {
  const items = paths.map((path) => `<sitemap><loc>${new URL(`/${path}`, siteUrl).href}</loc></sitemap>\n`);
  const content = `<?xml version="1.0" encoding="utf-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${items.join('')}</sitemapindex>\n`;
  return { path: 'sitemap.xml', content };
}
