import { API_DATABASE, API_POLICIES, API_TOOLS, ATOM_FEED, JSON_FEED } from '../links.ts';
import { MANIFEST } from '../search/format.ts';

/** How a host should answer for some of the published files, where it may not know by their endings. */
export interface ServedAs {
  /** A path, or everything in a folder as `/folder/*`. */
  pattern: string;
  /** Absent where the ending says it. */
  type?: string;
  /** Whether pages of other sites may read it. */
  open?: true;
  /** Whether nobody on the way may answer without asking: it names files that go when it changes. */
  fresh?: true;
}

/** Without `Content-Encoding`: files to be unpacked by who fetches them, lists (`.ndjson.gz`) and the database. */
const PACKED = 'application/gzip';
const MARKDOWN = 'text/markdown; charset=utf-8';

/** Every file that is served in a way of its own; `_headers` is made of it, docs/hosting.md and docs/api.md are tested against it. */
export const SERVED_AS: readonly ServedAs[] = [
  { pattern: '/api/*', open: true },
  { pattern: '/api/v1/levels/*', type: PACKED },
  { pattern: '/api/v1/categories/*', type: PACKED },
  { pattern: '/api/v1/registries/*', type: PACKED },
  { pattern: '/api/v1/changes/*', type: PACKED },
  { pattern: API_TOOLS, type: PACKED },
  { pattern: API_POLICIES, type: PACKED },
  { pattern: API_DATABASE, type: PACKED },
  { pattern: '/schemas/*', type: 'application/schema+json', open: true },
  { pattern: '/badges/*', type: 'image/svg+xml', open: true },
  { pattern: ATOM_FEED, type: 'application/atom+xml; charset=utf-8', open: true },
  { pattern: JSON_FEED, type: 'application/feed+json', open: true },
  { pattern: `/search/${MANIFEST}`, fresh: true },
  { pattern: '/llms.txt', type: MARKDOWN },
  { pattern: '/llms-full.txt', type: MARKDOWN },
];
