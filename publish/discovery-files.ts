import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { headers } from '../site/discovery/headers.ts';
import { llms, llmsFull } from '../site/discovery/llms.ts';
import { sitemapLine } from '../site/discovery/page-entry.ts';
import { robots } from '../site/discovery/robots.ts';
import { SHARD_NAMES, shardList, sitemapFiles, sitemapIndex, type TextFile } from '../site/discovery/sitemaps.ts';
import { NOT_FOUND, twinOf } from '../site/links.ts';
import type { PublishContext } from './context.ts';

/** A page of the catalogue as a whole. */
export interface CataloguePage {
  url: string;
  noindex: boolean;
}

/**
 * Publishes what leads programs to the pages: sitemaps, robots.txt, llms.txt and the headers of hosts. All pages stand
 * already.
 *
 * @returns how many files there are, and how many changed
 */
export function publishDiscoveryFiles(
  pages: readonly CataloguePage[],
  { output, siteUrl }: Pick<PublishContext, 'output' | 'siteUrl'>,
): { files: number; written: number } {
  const counts = { files: 0, written: 0 };
  const write = ({ path, content }: TextFile) => {
    counts.files += 1;
    counts.written += Number(output.publish(path, content) === 'written');
  };
  if (siteUrl !== undefined) {
    const sitemaps: string[] = [];
    const add = (file: TextFile) => {
      sitemaps.push(file.path);
      write(file);
    };
    const listed = pages.filter(({ url, noindex }) => !noindex && url !== NOT_FOUND);
    const lines = listed.map(({ url }) => sitemapLine({ url }, siteUrl)).sort();
    for (const file of sitemapFiles('pages', [Buffer.from(lines.join(''))])) add(file);
    for (const shard of SHARD_NAMES) for (const file of sitemapFiles(shard, output.pieces(shardList(shard)))) add(file);
    write(sitemapIndex(sitemaps, siteUrl));
  }
  const urls = new Set(pages.map(({ url }) => url));
  const twinAt = (url: string) => readFileSync(join(output.root, twinOf(url)), 'utf8');
  for (const file of [robots(siteUrl), headers(), llms(urls, siteUrl), llmsFull(urls, twinAt, siteUrl)]) write(file);
  return counts;
}
