import type { HttpClient } from '../../../http/http-client.ts';
import type { NpmConfig } from '../../npm-config.ts';

/** The page that states what may be asked of the public registry. */
const RULE = 'https://github.com/npm/documentation/blob/main/content/policies/open-source-terms.mdx';

/** The client towards the npm registry, which is where npm's configuration says, reached as npm reaches it. */
export function npmRegistryClient(http: HttpClient, { registry, proxy, certificates }: NpmConfig): HttpClient {
  return http.forOrigin(registry.origin, {
    // Whoever configured npm may have a mirror in the network around.
    trusted: true,
    politeness: [{ path: registry.pathname, concurrency: 4, minIntervalMs: 100, rule: RULE }],
    route: { certificates, proxy: proxy ?? 'none' },
  });
}
