import type { Kind } from '../document-kinds.ts';
import { SCHEMA_VERSION } from '../model/envelope.ts';
import { apiSchemaUrl } from '../paths.ts';
import { publishedAddress } from '../published-address.ts';

/** The fields that every document begins with. */
export const documentHeader = <K extends Kind>(kind: K, siteUrl?: string) => ({
  $schema: publishedAddress(apiSchemaUrl(kind), siteUrl),
  schemaVersion: SCHEMA_VERSION,
  kind,
});
