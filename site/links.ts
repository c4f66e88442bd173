/** Every URL of the published folder in one place: pages of the site, and the JSON documents that stand beside them. */

export const HOME = '/';
export const SERVERS = '/tools/';
/** Search with facets. */
export const SEARCH = '/search/';
export const RISK = '/risk/';
/** The attack patterns. */
export const ATTACKS = '/attacks/';
export const METHODOLOGY = '/methodology/';
/** How well the classifiers do on labelled tools. */
export const BENCHMARK = '/methodology/benchmark/';
/** The registries that the catalogue was made from. */
export const SOURCES = '/sources/';
/** What a language model is asked. */
export const PROMPT = '/methodology/prompt/';
/** How servers are told apart, and how to claim or correct one. */
export const IDENTITY = '/methodology/identity/';
export const POLICY_FORMAT = '/policy-format/';
/** Where a policy is validated and tried out. */
export const POLICY_TRY = '/policy-format/try/';
/** The script of that page. */
export const POLICY_SCRIPT = '/policy-try.js';
export const CATEGORIES = '/categories/';
/** Figures about the whole catalogue. */
export const STATE = '/state/';
export const CHANGES = '/changes/';
/** The documents of the JSON API; not under `/api/`, which is the exporter's. */
export const API_REFERENCE = '/api-reference/';
/** What programs can rely on. */
export const API_HISTORY = '/api-reference/changes/';
export const ABOUT = '/about/';
/** What hosts answer with where there is no page. */
export const NOT_FOUND = '/404/';

/** Index of the JSON API. */
export const API_INDEX = '/api/v1/index.json';
/** Every tool, one JSON object per line. */
export const API_TOOLS = '/api/v1/tools.ndjson.gz';
/** The tools of one level, one JSON object per line. */
export const apiLevelUrl = (level: string): string => `/api/v1/levels/${level.toLowerCase()}.ndjson.gz`;
/** The same of one category. */
export const apiCategoryUrl = (category: string): string => `/api/v1/categories/${category.toLowerCase()}.ndjson.gz`;
/** All recommended policies, one per line. */
export const API_POLICIES = '/api/v1/policies.ndjson.gz';
/** The catalogue as a database. */
export const API_DATABASE = '/api/v1/catalog.sqlite.gz';
/** The API in OpenAPI's words. */
export const API_OPENAPI = '/api/v1/openapi.json';
/** What changed, for feed readers. */
export const ATOM_FEED = '/changes/feed.atom';
export const JSON_FEED = '/changes/feed.json';
/** The registries as JSON. */
export const API_REGISTRIES = '/api/v1/registries.json';
/** JSON Schema of policy.json. */
export const POLICY_SCHEMA = '/schemas/policy.v1.json';
/** Published files by their last change, and the hashes of lists and downloads. */
export const CHANGED_FILES = '/api/v1/changes.csv';
export const API_SUMS = '/api/v1/SHA256SUMS';

/** What a detection means. */
export const detectionUrl = (slug: string): string => `${METHODOLOGY}#detection-${encodeURIComponent(slug)}`;

/** What a rule of the classifier means. */
export const ruleUrl = (rule: string): string => `${METHODOLOGY}#rule-${encodeURIComponent(rule)}`;

/** Anchor of a registry on the page of sources. */
export const sourceAnchor = (registry: string): string => `registry-${registry}`;

/** What a registry is, and its terms. */
export const sourceUrl = (registry: string): string => `${SOURCES}#${sourceAnchor(registry)}`;

/** Page of a server. */
export const serverUrl = (server: string): string => `/tools/${server}/`;

/** Page of a tool, by its slug. */
export const toolUrl = (server: string, slug: string): string => `/tools/${server}/${slug}/`;

/** Page of a risk level. */
export const levelUrl = (level: string): string => `/risk/${level.toLowerCase()}/`;

/** Page of a group of attack patterns. */
export const attackGroupUrl = (group: string): string => `${ATTACKS}${group}/`;

/** Page of an attack pattern, under its group. */
export const attackUrl = (group: string, slug: string): string => `${attackGroupUrl(group)}${slug}/`;

/** The tools of a server that have one level. */
export const levelServerUrl = (level: string, server: string): string => `${levelUrl(level)}${server}/`;

/** Page of a category. */
export const categoryUrl = (category: string): string => `${CATEGORIES}${category.toLowerCase()}/`;

/** All ways to browse servers. */
export const BROWSE = '/browse/';

/** A way to browse servers. */
export const browseUrl = (way: string): string => `${BROWSE}${way}/`;

/** The servers of a set. */
export const browseSetUrl = (way: string, key: string): string => `${browseUrl(way)}${key}/`;

/** What changed in a month (`2026-11`) or on a day (`2026-11-21`). */
export const changesUrl = (period: string): string => `${CHANGES}${period}/`;

/** JSON document of a server with all of its tools. */
export const serverJsonUrl = (server: string): string => `/api/v1/servers/${server}.json`;

/** A policy for a whole server, as a file. */
export const policyFileUrl = (server: string, variant: string): string => `/api/v1/policies/${server}/${variant}.json`;

/** A tool inside the JSON document of its server. */
export const toolJsonUrl = (server: string, tool: string): string =>
  `${serverJsonUrl(server)}#/tools/${encodeURIComponent(tool.replaceAll('~', '~0').replaceAll('/', '~1'))}`;

/** The file of a page in the published folder; every page is a folder with an index, the not-found page excepted. */
export const fileOf = (url: string): string => (url === NOT_FOUND ? '404.html' : `${url.slice(1)}index.html`);

/** The Markdown twin of a page. */
export const twinOf = (url: string): string => `${url}index.md`;

/** Badge of a server: its level and counts as a picture. Apart from `/tools/`, where the name could be a tool's. */
export const badgeUrl = (server: string): string => `/badges/${server}.svg`;

/** Picture of a server for previews of links. */
export const cardUrl = (server: string): string => `/cards/${server}.png`;

/** Picture of the site, for pages that are about no single server. */
export const SITE_CARD = '/card.png';

/** The picture for links to a page: a server's own for its pages. */
export function cardOf(url: string): string {
  const server = /^\/tools\/([^/]+)\//.exec(url)?.[1];
  return server === undefined ? SITE_CARD : cardUrl(server);
}
