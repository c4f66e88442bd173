import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { DOCUMENT_KINDS } from '../../api/document-kinds.ts';
import { apiSchemaUrl, POLICY_SCHEMA } from '../../api/paths.ts';
import { readJson } from './published.ts';

/**
 * Validators made from the schemas that a folder publishes, by kind of document.
 *
 * @param closed refuse fields that the schema does not name, which consumers must not: they are fields that we forgot
 */
export function publishedValidators(folder: string, closed: boolean): Map<string, ValidateFunction> {
  const ajv = new Ajv2020({ strict: true, allErrors: true, strictRequired: false });
  formats.default(ajv);
  const compile = (url: string) => {
    const schema = readJson<object>(folder, url);
    return ajv.compile(closed ? closedSchema(schema) : schema);
  };
  return new Map([
    ...DOCUMENT_KINDS.map(({ kind }) => [kind, compile(apiSchemaUrl(kind))] as const),
    ['policy', compile(POLICY_SCHEMA)] as const,
  ]);
}

/** Throws with all errors when a value does not match. */
export function mustMatch(validate: ValidateFunction | undefined, value: unknown, what: string): void {
  if (validate === undefined) throw new Error(`no schema for ${what}`);
  if (!validate(value)) throw new Error(`${what}: ${JSON.stringify(validate.errors?.slice(0, 5), null, 1)}`);
}

/** Every object with declared fields takes no others. */
function closedSchema<T>(node: T): T {
  if (Array.isArray(node)) return node.map(closedSchema) as T;
  if (typeof node !== 'object' || node === null) return node;
  const members = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closedSchema(value)]));
  const isObject = members['type'] === 'object' && 'properties' in members && !('additionalProperties' in members);
  return (isObject ? { ...members, additionalProperties: false } : members) as T;
}
