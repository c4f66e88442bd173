import type { z } from 'zod';
import { ApiIndex } from './model/api-index.ts';
import { ApiLevels } from './model/api-levels.ts';
import { ApiRegistries } from './model/api-registries.ts';
import { ApiRedirects } from './model/api-redirects.ts';
import { ApiServer } from './model/api-server.ts';
import { ApiServers } from './model/api-servers.ts';
import { ApiToolLine } from './model/api-tool.ts';
import { ApiVerdict } from './model/api-verdict.ts';
import { API_INDEX, API_LEVELS, API_REDIRECTS, API_REGISTRIES, API_SERVERS, API_TOOLS } from './paths.ts';

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
] as const satisfies readonly DocumentKind[];

export type Kind = (typeof DOCUMENT_KINDS)[number]['kind'];
