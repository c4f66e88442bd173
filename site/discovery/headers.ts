import { API_TOOLS, ATOM_FEED, JSON_FEED } from '../links.ts';
import type { TextFile } from './sitemaps.ts';

/** Where the Markdown of a page is, relative to it. */
const TWIN = 'Link: <index.md>; rel="alternate"; type="text/markdown"';

/**
 * Rules for hosts that read `_headers` (Netlify, Cloudflare Pages), few enough for each of them. A page's twin is named
 * relative to the page, so that one rule holds for all. Every address keeps its name when its content changes: what is kept
 * is asked for again, and answered without a body while it is the same.
 */
const RULES: readonly [pattern: string, headers: readonly string[]][] = [
  [
    '/*',
    [
      'X-Content-Type-Options: nosniff',
      'Referrer-Policy: strict-origin-when-cross-origin',
      'Cache-Control: public, max-age=300, stale-while-revalidate=86400',
    ],
  ],
  ['/api/*', ['Access-Control-Allow-Origin: *']],
  ['/schemas/*', ['Access-Control-Allow-Origin: *', 'Content-Type: application/schema+json']],
  [API_TOOLS, ['Content-Type: application/gzip']],
  ['/badges/*', ['Access-Control-Allow-Origin: *', 'Content-Type: image/svg+xml']],
  [ATOM_FEED, ['Content-Type: application/atom+xml; charset=utf-8']],
  [JSON_FEED, ['Content-Type: application/feed+json', 'Access-Control-Allow-Origin: *']],
  ['/llms.txt', ['Content-Type: text/markdown; charset=utf-8']],
  ['/llms-full.txt', ['Content-Type: text/markdown; charset=utf-8']],
  ['/tools/:server/', [TWIN]],
  ['/tools/:server/:tool/', [TWIN]],
];

/** The file of headers. */
export function headers(): TextFile {
  const rules = RULES.map(([pattern, lines]) => `${pattern}\n${lines.map((line) => `  ${line}\n`).join('')}`);
  return { path: '_headers', content: rules.join('\n') };
}
