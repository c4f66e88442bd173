import { DOCUMENT_KINDS } from '../api/document-kinds.ts';
import { publishedSchemas } from '../api/published-schemas.ts';
import type { DescribedDocument } from '../site/view/api/api-reference.ts';

/** What the exporter publishes, as the site's reference of it is made from: the two do not import each other. */
export function describedDocuments(siteUrl?: string): DescribedDocument[] {
  const schemas = new Map(publishedSchemas(siteUrl).map(({ kind, path, schema }) => [kind, { path, schema }]));
  return DOCUMENT_KINDS.map(({ kind, path, mediaType, description }) => {
    const { path: schemaUrl, schema } = schemas.get(kind)!;
    return { kind, path, mediaType, description, schemaUrl, schema };
  });
}
