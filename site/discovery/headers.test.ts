import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_KINDS } from '../../api/document-kinds.ts';
import { DOWNLOADS } from '../../api/downloads.ts';
import { CONTENT_SECURITY_HEADER } from './content-security-policy.ts';
import { headers } from './headers.ts';
import { SERVED_AS } from './served-as.ts';

const documentation = (name: string) => readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8');

/** The headers of a path as hosts read the file: `*` takes everything, `:name` one part, all rules that fit count. */
function headersOf(path: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const rule of headers().content.trim().split('\n\n')) {
    const [pattern, ...lines] = rule.split('\n');
    const fits = new RegExp(`^${pattern!.replaceAll('.', '\\.').replaceAll('*', '.*').replaceAll(/:\w+/g, '[^/]+')}$`);
    if (!fits.test(path)) continue;
    for (const line of lines) {
      const [name, value] = line.trim().split(/: (.*)/, 2) as [string, string];
      found.set(name, value);
    }
  }
  return found;
}

/** A recipe of the guide for hosts. */
const recipe = (language: string) => documentation('hosting.md').split(`\`\`\`${language}\n`)[1]!.split('```')[0]!;

describe('site/discovery/headers.test.ts', () => {
  it('names the twin of every page, and of nothing else', () => {
    for (const page of ['/', '/about/', '/tools/a/', '/tools/a/b.c/', '/browse/publisher/x/y/'])
      expect(headersOf(page).get('Link')).toBe('<index.md>; rel="alternate"; type="text/markdown"');
    for (const file of ['/style.css', '/tools/a/index.md', '/api/v1/index.json', '/changes/feed.json'])
      expect(headersOf(file).has('Link')).toBe(false);
  });

  it('lets no page load anything from elsewhere or be shown inside of another, in every guide', () => {
    for (const path of ['/', '/404.html', '/tools/a/b/', '/badges/a.svg', '/tools/moved/'])
      expect(headersOf(path).get('Content-Security-Policy')).toBe(CONTENT_SECURITY_HEADER);
    expect(CONTENT_SECURITY_HEADER).toMatch(/^default-src 'none'; .*; frame-ancestors 'none'$/);
    expect(recipe('nginx')).toContain(`set $pages_load "${CONTENT_SECURITY_HEADER}";`);
    expect(recipe('caddy')).toContain(`header Content-Security-Policy "${CONTENT_SECURITY_HEADER}"`);
    expect(documentation('hosting.md').split('## Caddy')[0]).toContain(CONTENT_SECURITY_HEADER);
  });

  it('serves what is packed as it is, wherever the API says so', () => {
    const packed = [...DOCUMENT_KINDS.map(({ path, mediaType }) => ({ href: path, mediaType })), ...DOWNLOADS];
    const types = packed.map(({ href, mediaType }) => [href, mediaType, headersOf(href).get('Content-Type')] as const);
    expect(types.filter(([href]) => href.endsWith('.gz')).length).toBeGreaterThan(6);
    for (const [href, stated, sent] of types) {
      const isPacked = href.endsWith('.gz');
      expect([href, stated === 'application/gzip', sent]).toEqual([href, isPacked, isPacked ? stated : undefined]);
      expect(headersOf(href).get('Access-Control-Allow-Origin')).toBe('*');
    }
    const guide = documentation('api.md').split('For hosts')[1]!.split('\n\n')[0]!;
    expect(guide).toContain('serve `.ndjson.gz` and `.sqlite.gz` as `application/gzip`, without `Content-Encoding`');
  });

  it.each(SERVED_AS.filter(({ type }) => type !== undefined))('has $pattern as $type in every guide', (row) => {
    const type = row.type!.split(';')[0]!;
    expect(headersOf(row.pattern.replace('*', 'x')).get('Content-Type')).toBe(row.type);
    const guides = [recipe('nginx'), recipe('caddy'), documentation('hosting.md').split('## Caddy')[0]!];
    // A server knows pictures by their ending.
    const telling = type === 'image/svg+xml' ? [] : guides;
    for (const text of telling) expect(text).toContain(type);
    for (const text of guides.slice(0, 2)) expect(text).toContain('nosniff');
  });

  it('lets nobody keep what names files that go, in every guide', () => {
    const fresh = SERVED_AS.filter((row) => row.fresh === true).map(({ pattern }) => pattern);
    expect(fresh).toEqual(['/search/index.bin']);
    for (const path of fresh) {
      expect(headersOf(path).get('Cache-Control')).toBe('no-cache');
      expect(recipe('caddy')).toContain(`header ${path} Cache-Control no-cache\n`);
      expect(recipe('nginx').split(`location = ${path} {`)[1]).toMatch(/^\s*add_header Cache-Control no-cache;/);
      expect(documentation('hosting.md').split('## Caddy')[0]).toContain(`\`${path}\` has to be asked for each time`);
    }
  });

  it('has everything that is open to other sites open in every guide', () => {
    const open = SERVED_AS.filter((row) => row.open === true).map(({ pattern }) => pattern);
    const caddy = /@open path (.*)/.exec(recipe('caddy'))![1]!.split(' ');
    expect(caddy.toSorted()).toEqual(open.toSorted());
    // Each place of nginx that has headers of its own repeats those of all, and says for which addresses it is.
    const places = recipe('nginx')
      .split(/^ {2}location /m)
      .slice(1);
    const opened = places.filter((place) => place.includes('Access-Control-Allow-Origin *'));
    for (const pattern of open) {
      const path = pattern.replace('*', 'x');
      const fits = (place: string) => {
        const [, kind, match] = /^(=|~)? ?(\S+) \{/.exec(place)!;
        return kind === '~' ? new RegExp(match!).test(path) : kind === '=' ? path === match : path.startsWith(match!);
      };
      expect([pattern, opened.filter(fits).length]).toEqual([pattern, 1]);
    }
    for (const place of places.filter((text) => text.includes('add_header')))
      expect(place).toMatch(
        /add_header Cache-Control [^]*add_header X-Content-Type-Options nosniff;\s*add_header Content-Security-Policy \$pages_load;/,
      );
  });
});
