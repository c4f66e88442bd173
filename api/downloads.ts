import { API_DATABASE, API_OPENAPI, API_SUMS, CHANGED_FILES } from './paths.ts';

/** A file beside the documents that has no JSON Schema. */
export interface Download {
  href: string;
  mediaType: string;
  description: string;
}

/** Every download, as the index and the guide list it. */
export const DOWNLOADS: readonly Download[] = [
  {
    href: API_OPENAPI,
    mediaType: 'application/vnd.oai.openapi+json;version=3.1',
    description: 'All addresses and documents in the form of OpenAPI 3.1',
  },
  {
    href: API_DATABASE,
    mediaType: 'application/gzip',
    description: 'Servers, tools, policies, findings and source references as a SQLite database',
  },
  {
    href: CHANGED_FILES,
    mediaType: 'text/csv',
    description: 'Published files, newest change first: when, which, and of which kind',
  },
  {
    href: API_SUMS,
    mediaType: 'text/plain',
    description: 'SHA-256 of lists and downloads, in the form of `sha256sum`',
  },
];
