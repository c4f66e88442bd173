/** Addresses of the JSON API, as paths from the root of the published folder. The site has the same ones in its links. */
import type { Category, Level } from '../catalog/model/rubric.ts';
import { jsonPointer } from '../policy/json-pointer.ts';
import { VARIANT_FILES, type VariantId } from '../policy/variants.ts';

export const API_INDEX = '/api/v1/index.json';
export const API_SERVERS = '/api/v1/servers.json';
/** Former slugs of servers. */
export const API_REDIRECTS = '/api/v1/redirects.json';
export const API_LEVELS = '/api/v1/levels.json';
export const API_REGISTRIES = '/api/v1/registries.json';
export const API_TOOLS = '/api/v1/tools.ndjson.gz';
export const API_POLICIES = '/api/v1/policies.ndjson.gz';
export const API_CHANGES = '/api/v1/changes.json';
export const API_ATTACKS = '/api/v1/attacks.json';
export const API_STATS = '/api/v1/stats.json';
/** Description of all documents in the form that programs read. */
export const API_OPENAPI = '/api/v1/openapi.json';
/** The catalogue as a database, compressed. */
export const API_DATABASE = '/api/v1/catalog.sqlite.gz';
/** Checksums of lists and downloads, in the form of `sha256sum`. */
export const API_SUMS = '/api/v1/SHA256SUMS';
/** Which published files changed when; for mirrors. */
export const CHANGED_FILES = '/api/v1/changes.csv';
/** What changed in the catalogue, for feed readers. */
export const ATOM_FEED = '/changes/feed.atom';
export const JSON_FEED = '/changes/feed.json';
export const POLICY_SCHEMA = '/schemas/policy.v1.json';

/** Document of a server with all of its tools. */
export const serverJsonUrl = (slug: string): string => `/api/v1/servers/${slug}.json`;

/** A tool inside the document of its server: an RFC 6901 pointer as the fragment of the address. */
export const toolJsonUrl = (serverSlug: string, tool: string): string =>
  `${serverJsonUrl(serverSlug)}#/tools/${encodeURIComponent(jsonPointer([tool.toWellFormed()]).slice(1))}`;

/** The tools of one risk level, one per line. */
export const levelToolsUrl = (level: Level): string => `/api/v1/levels/${level.toLowerCase()}.ndjson.gz`;

/** The tools of one category, one per line. */
export const categoryToolsUrl = (category: Category): string =>
  `/api/v1/categories/${category.toLowerCase()}.ndjson.gz`;

/** The servers that a registry lists, one per line. */
export const registryServersUrl = (registry: string): string => `/api/v1/registries/${registry}.ndjson.gz`;

/** What changed on one day (UTC, YYYY-MM-DD), one change per line. */
export const dayChangesUrl = (day: string): string => `/api/v1/changes/${day}.ndjson.gz`;

/** A policy.json for a whole server, as a URI template. */
export const POLICY_FILE_TEMPLATE = '/api/v1/policies/{slug}/{variant}.json';

/** The badge of a server, which the site publishes, as a URI template. */
export const BADGE_TEMPLATE = '/badges/{slug}.svg';

/** A policy.json for a whole server. */
export const policyUrl = (slug: string, variant: VariantId): string =>
  `/api/v1/policies/${slug}/${VARIANT_FILES[variant]}.json`;

/** JSON Schema of a kind of document. */
export const apiSchemaUrl = (kind: string): string => `/schemas/api/v1/${kind}.json`;

/** Document of an attack pattern. */
export const attackJsonUrl = (attack: string): string => `/api/v1/attacks/${attack}.json`;

/** Page of an attack pattern on the site. */
export const attackPageUrl = (group: string, attack: string): string => `/attacks/${group}/${attack}/`;

/** Page of a server on the site. */
export const serverPageUrl = (slug: string): string => `/tools/${slug}/`;

/** What changed, on the site. */
export const CHANGES_PAGE = '/changes/';

/** What changed in the month of a time, on the site; days have pages of their own only where much happened. */
export const monthPageUrl = (at: string): string => `${CHANGES_PAGE}${at.slice(0, 'YYYY-MM'.length)}/`;

/** Page of a tool on the site. */
export const toolPageUrl = (serverSlug: string, toolSlug: string): string => `/tools/${serverSlug}/${toolSlug}/`;

/** Page of a risk level on the site. */
export const levelPageUrl = (level: Level): string => `/risk/${level.toLowerCase()}/`;

/** The file of an address in the published folder. */
export const fileOf = (url: string): string => url.slice(1);
