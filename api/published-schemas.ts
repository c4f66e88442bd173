import { jsonSchemaOf } from '../policy/json-schema-of.ts';
import { policyJsonSchema } from '../policy/json-schema.ts';
import { DOCUMENT_KINDS } from './document-kinds.ts';
import { apiSchemaUrl, POLICY_SCHEMA } from './paths.ts';
import { publishedAddress } from './published-address.ts';

/** A JSON Schema and the path that it is published at. */
export interface PublishedSchema {
  kind: string;
  path: string;
  schema: object;
}

/**
 * The JSON Schemas (draft 2020-12) of all documents and of policy.json. They are made from the zod schemas that give the
 * exporter its types. Objects stay open, since fields may be added; a policy is closed, as its own format says.
 */
export function publishedSchemas(siteUrl?: string): PublishedSchema[] {
  const documents = DOCUMENT_KINDS.map(({ kind, description, schema }) => {
    const path = apiSchemaUrl(kind);
    const head = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: publishedAddress(path, siteUrl),
      title: `Toolgate API v1, ${kind}`,
      description,
    };
    return { kind, path, schema: { ...head, ...jsonSchemaOf(schema) } };
  });
  const policy = policyJsonSchema(publishedAddress(POLICY_SCHEMA, siteUrl));
  return [...documents, { kind: 'policy', path: POLICY_SCHEMA, schema: policy }];
}
