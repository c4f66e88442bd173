/** Addresses of the JSON API, as paths from the root of the published folder. The site has the same ones in its links. */
import type { Level } from '../catalog/model/rubric.ts';
import { jsonPointer } from '../policy/json-pointer.ts';

export const API_INDEX = '/api/v1/index.json';
export const API_SERVERS = '/api/v1/servers.json';
/** Former slugs of servers. */
export const API_REDIRECTS = '/api/v1/redirects.json';
export const API_LEVELS = '/api/v1/levels.json';
export const API_REGISTRIES = '/api/v1/registries.json';
export const API_TOOLS = '/api/v1/tools.ndjson.gz';
export const POLICY_SCHEMA = '/schemas/policy.v1.json';

/** Document of a server with all of its tools. */
export const serverJsonUrl = (slug: string): string => `/api/v1/servers/${slug}.json`;

/** A tool inside the document of its server: an RFC 6901 pointer as the fragment of the address. */
export const toolJsonUrl = (serverSlug: string, tool: string): string =>
  `${serverJsonUrl(serverSlug)}#/tools/${encodeURIComponent(jsonPointer([tool.toWellFormed()]).slice(1))}`;

/** The tools of one risk level, one per line. */
export const levelToolsUrl = (level: Level): string => `/api/v1/levels/${level.toLowerCase()}.ndjson.gz`;

/** JSON Schema of a kind of document. */
export const apiSchemaUrl = (kind: string): string => `/schemas/api/v1/${kind}.json`;

/** Page of a server on the site. */
export const serverPageUrl = (slug: string): string => `/tools/${slug}/`;

/** Page of a tool on the site. */
export const toolPageUrl = (serverSlug: string, toolSlug: string): string => `/tools/${serverSlug}/${toolSlug}/`;

/** Page of a risk level on the site. */
export const levelPageUrl = (level: Level): string => `/risk/${level.toLowerCase()}/`;

/** The file of an address in the published folder. */
export const fileOf = (url: string): string => url.slice(1);
