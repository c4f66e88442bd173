import { CONTENT_SECURITY_HEADER } from './content-security-policy.ts';
import { SERVED_AS } from './served-as.ts';
import type { TextFile } from './sitemaps.ts';

/** Where the Markdown of a page is, relative to it. */
const TWIN = 'Link: <index.md>; rel="alternate"; type="text/markdown"';

/** Every page, by how deep it is: each is a folder, and so the only address that ends with a slash. */
const PAGES = ['/', '/:a/', '/:a/:b/', '/:a/:b/:c/', '/:a/:b/:c/:d/'];

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
      `Content-Security-Policy: ${CONTENT_SECURITY_HEADER}`,
      'Cache-Control: public, max-age=300, stale-while-revalidate=86400',
    ],
  ],
  ...SERVED_AS.map(({ pattern, type, open, fresh }): [string, string[]] => [
    pattern,
    [
      ...(type === undefined ? [] : [`Content-Type: ${type}`]),
      ...(open === undefined ? [] : ['Access-Control-Allow-Origin: *']),
      ...(fresh === undefined ? [] : ['Cache-Control: no-cache']),
    ],
  ]),
  ...PAGES.map((pattern): [string, string[]] => [pattern, [TWIN]]),
];

/** The file of headers. */
export function headers(): TextFile {
  const rules = RULES.map(([pattern, lines]) => `${pattern}\n${lines.map((line) => `  ${line}\n`).join('')}`);
  return { path: '_headers', content: rules.join('\n') };
}
