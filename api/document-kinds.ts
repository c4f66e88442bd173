import type { z } from 'zod';
import { ApiAttack, ApiAttacks } from './model/api-attack.ts';
import { ApiChange } from './model/api-change.ts';
import { ApiChanges } from './model/api-changes.ts';
import { ApiIndex } from './model/api-index.ts';
import { ApiLevels } from './model/api-levels.ts';
import { ApiPolicies } from './model/api-policies.ts';
import { ApiRegistries } from './model/api-registries.ts';
import { ApiRedirects } from './model/api-redirects.ts';
import { ApiServer } from './model/api-server.ts';
import { ApiServers, ServerLine } from './model/api-servers.ts';
import { ApiStats } from './model/api-stats.ts';
import { ApiToolLine } from './model/api-tool.ts';
import { ApiVerdict } from './model/api-verdict.ts';
import {
  API_ATTACKS,
  API_CHANGES,
  API_INDEX,
  API_LEVELS,
  API_POLICIES,
  API_REDIRECTS,
  API_REGISTRIES,
  API_SERVERS,
  API_STATS,
  API_TOOLS,
} from './paths.ts';

/** A kind of document, as the index and the guide list it. */
export interface DocumentKind {
  kind: string;
  /** Address, with a variable between braces where there are several. */
  path: string;
  mediaType: 'application/json' | 'application/gzip';
  /** Of the document, or of each line of compressed NDJSON. */
  schema: z.ZodType;
  description: string;
}

/** Every kind of document of the JSON API. A new kind is added here and written in `make-documents.ts` (of a server), `lists.ts` or `catalogue-documents.ts`. */
export const DOCUMENT_KINDS = [
  {
    kind: 'index',
    path: API_INDEX,
    mediaType: 'application/json',
    schema: ApiIndex,
    description: 'Where to start: totals, and links to every other document and schema',
  },
  {
    kind: 'servers',
    path: API_SERVERS,
    mediaType: 'application/json',
    schema: ApiServers,
    description: 'All servers, one per line, with counts of their tools',
  },
  {
    kind: 'server',
    path: '/api/v1/servers/{slug}.json',
    mediaType: 'application/json',
    schema: ApiServer,
    description: 'One server with its launches, its policy and all of its tools by name',
  },
  {
    kind: 'redirects',
    path: API_REDIRECTS,
    mediaType: 'application/json',
    schema: ApiRedirects,
    description: 'Former slugs of servers and of their tools, and the present ones',
  },
  {
    kind: 'levels',
    path: API_LEVELS,
    mediaType: 'application/json',
    schema: ApiLevels,
    description: 'The rule book: levels, categories and facets, the recommended rules, and counts',
  },
  {
    kind: 'registries',
    path: API_REGISTRIES,
    mediaType: 'application/json',
    schema: ApiRegistries,
    description: 'Where the records come from: each registry with its terms, and what came of it',
  },
  {
    kind: 'verdict',
    path: '/api/v1/levels/{level}.ndjson.gz',
    mediaType: 'application/gzip',
    schema: ApiVerdict,
    description: 'The tools of one risk level, one per line: category, level and facets',
  },
  {
    kind: 'tool',
    path: API_TOOLS,
    mediaType: 'application/gzip',
    schema: ApiToolLine,
    description: 'All tools, one per line, each as in the document of its server',
  },
  {
    kind: 'category',
    path: '/api/v1/categories/{category}.ndjson.gz',
    mediaType: 'application/gzip',
    schema: ApiVerdict,
    description: 'The tools of one category, one per line, as in the lists of the levels',
  },
  {
    kind: 'registry',
    path: '/api/v1/registries/{registry}.ndjson.gz',
    mediaType: 'application/gzip',
    schema: ServerLine,
    description: 'The servers that one registry lists, one per line, as in the list of all servers',
  },
  {
    kind: 'policies',
    path: API_POLICIES,
    mediaType: 'application/gzip',
    schema: ApiPolicies,
    description: 'The policies of all servers to choose from, one server per line',
  },
  {
    kind: 'attacks',
    path: API_ATTACKS,
    mediaType: 'application/json',
    schema: ApiAttacks,
    description: 'The attack patterns, with how many tools of the catalogue each applies to',
  },
  {
    kind: 'attack',
    path: '/api/v1/attacks/{attack}.json',
    mediaType: 'application/json',
    schema: ApiAttack,
    description: 'One attack pattern: how it works, what is known of it, and a policy that is tried on sample calls',
  },
  {
    kind: 'stats',
    path: API_STATS,
    mediaType: 'application/json',
    schema: ApiStats,
    description: 'What the catalogue comes to: tools and servers counted by everything that is known of them',
  },
  {
    kind: 'changes',
    path: API_CHANGES,
    mediaType: 'application/json',
    schema: ApiChanges,
    description: 'The days on which the catalogue changed, newest first, with links to what changed',
  },
  {
    kind: 'change',
    path: '/api/v1/changes/{day}.ndjson.gz',
    mediaType: 'application/gzip',
    schema: ApiChange,
    description: 'What changed on one day, one change per line',
  },
] as const satisfies readonly DocumentKind[];

export type Kind = (typeof DOCUMENT_KINDS)[number]['kind'];
