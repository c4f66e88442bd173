/** How hard one host may be asked; the only place that knows, so that one look answers what we do to whom. */
export interface Politeness {
  host: string;
  /** Only for paths that begin so; they wait in a queue of their own. */
  path?: string;
  /** Requests under way at once. */
  concurrency: number;
  /** Milliseconds between the starts of two requests. */
  minIntervalMs: number;
  /** The page that states the host's own rule, or where we looked for one. */
  rule: string;
}

export const POLITENESS: readonly Politeness[] = [
  {
    host: 'registry.modelcontextprotocol.io',
    concurrency: 1,
    minIntervalMs: 500,
    // No limit is documented for reads (looked up 2026-11); two requests a second is what one reader can justify.
    rule: 'https://github.com/modelcontextprotocol/registry/blob/main/docs/guides/consuming/use-rest-api.md',
  },
  {
    host: 'api.mcp.github.com',
    concurrency: 1,
    // No limit is documented (looked up 2026-11); three requests list all of it.
    minIntervalMs: 1000,
    rule: 'https://github.com/mcp',
  },
  {
    host: 'api.pulsemcp.com',
    concurrency: 1,
    // 200 a minute, 5,000 an hour, 10,000 a day (looked up 2026-11); the hour is the narrowest over a whole pass.
    minIntervalMs: 720,
    rule: 'https://www.pulsemcp.com/api/docs/v0.1',
  },
  {
    host: 'api.osv.dev',
    concurrency: 1,
    // "Currently there are no limits on the API" (looked up 2026-11); a batch asks about a thousand packages.
    minIntervalMs: 200,
    rule: 'https://google.github.io/osv.dev/api/',
  },
  {
    host: 'desktop.docker.com',
    concurrency: 2,
    // Static files; no limit is documented (looked up 2026-11).
    minIntervalMs: 200,
    rule: 'https://docs.docker.com/ai/mcp-catalog-and-toolkit/catalog/',
  },
  {
    host: 'api.smithery.ai',
    concurrency: 2,
    // No number is documented (looked up 2026-11); a pass takes one request per server.
    minIntervalMs: 500,
    rule: 'https://smithery.ai/docs/api-reference',
  },
  {
    host: 'glama.ai',
    concurrency: 1,
    // No number is documented; answers carry RateLimit headers, which are kept (looked up 2026-11).
    minIntervalMs: 1000,
    rule: 'https://glama.ai/api/mcp/openapi.json',
  },
  {
    host: 'api.github.com',
    path: '/search/',
    concurrency: 1,
    // 30 requests a minute with a token. Without one it is 10, and the answers' headers make the difference.
    minIntervalMs: 2100,
    rule: 'https://docs.github.com/rest/search/search#rate-limit',
  },
  {
    host: 'api.github.com',
    concurrency: 1,
    // 5,000 requests an hour with a token; without one it is 60, and the answers' headers make the difference.
    minIntervalMs: 720,
    rule: 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api',
  },
  {
    host: 'raw.githubusercontent.com',
    concurrency: 2,
    // Files of a repository; limits are not given as a number (looked up 2026-11).
    minIntervalMs: 250,
    rule: 'https://github.blog/changelog/2025-05-08-updated-rate-limits-for-unauthenticated-requests/',
  },
  {
    host: 'pypi.org',
    concurrency: 1,
    // No edge limit, but requests one after another rather than thousands within minutes (read 2026-11 in a copy of the
    // text in pypi/warehouse); one request a project.
    minIntervalMs: 250,
    rule: 'https://docs.pypi.org/api/#rate-limiting',
  },
  {
    host: 'registry-1.docker.io',
    concurrency: 3,
    // Without an account some ten to a hundred pulls an hour, by the time at which one reads it (read 2026-11 in copies of
    // the text in docker/docs); 429 says when it is enough. Our own choice: three layers at once, as clients pull.
    minIntervalMs: 200,
    rule: 'https://docs.docker.com/docker-hub/usage/',
  },
  {
    host: 'auth.docker.io',
    concurrency: 1,
    // One token for each image; our own choice.
    minIntervalMs: 200,
    rule: 'https://docs.docker.com/docker-hub/usage/',
  },
  {
    host: 'ghcr.io',
    concurrency: 3,
    // We know of no number; as many at once as a client pulls.
    minIntervalMs: 200,
    rule: 'https://docs.github.com/packages/working-with-a-github-packages-registry/working-with-the-container-registry',
  },
  {
    host: 'pkg-containers.githubusercontent.com',
    concurrency: 3,
    // Where the layers of ghcr.io lie; we know of no number.
    minIntervalMs: 200,
    rule: 'https://docs.github.com/packages/working-with-a-github-packages-registry/working-with-the-container-registry',
  },
  {
    host: 'api.cline.bot',
    concurrency: 1,
    // One request a pass.
    minIntervalMs: 1000,
    rule: 'https://github.com/cline/mcp-marketplace#readme',
  },
];

/** A host that is not in the table: slow, because we do not know its rule. */
const STRANGER = { concurrency: 1, minIntervalMs: 1000, rule: 'no rule known' };

/** This machine itself: nobody to be polite to. */
export const LOOPBACK = { concurrency: 8, minIntervalMs: 0, rule: 'own machine' };

/**
 * The row that applies to a path of a host (without port): of the table, else of the rows that only this machine knows.
 */
export function politenessFor(host: string, path = '/', own: readonly Politeness[] = []): Politeness {
  const known = closest(POLITENESS, host, path);
  if (known !== undefined) return known;
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)) return { host, ...LOOPBACK };
  return closest(own, host, path) ?? { host, ...STRANGER };
}

function closest(rows: readonly Politeness[], host: string, path: string): Politeness | undefined {
  const fitting = rows.filter((row) => row.host === host && path.startsWith(row.path ?? '/'));
  return fitting.sort((a, b) => (b.path ?? '').length - (a.path ?? '').length)[0];
}
