import { jsonSchemaOf } from './json-schema-of.ts';
import { Policy } from './model.ts';

/**
 * The JSON Schema (draft 2020-12) of policy.json version 1, for editors and for other programs. It is made from the zod
 * schema, so the two cannot drift; what JSON Schema cannot say (RE2 syntax, counters that agree, duplicate members) is
 * checked by the loader alone.
 *
 * @param id the `$id`: the address at which the schema is published, a URN when it is not
 */
export function policyJsonSchema(id = 'urn:toolgate:policy:v1'): object {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: id, ...jsonSchemaOf(Policy) };
}
