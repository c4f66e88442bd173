import type { ToolDefinition } from '../../../../catalog/model/tool-definition.ts';

/** Members of a JSON Schema that say what a value is, and hold no sentence of the author. */
const STRUCTURE = new Set([
  'type', 'format', 'pattern', 'enum', 'const', 'default', 'required', 'properties', 'patternProperties',
  'additionalProperties', 'unevaluatedProperties', 'propertyNames', 'minProperties', 'maxProperties', 'items', 'prefixItems',
  'additionalItems', 'unevaluatedItems', 'contains', 'minContains', 'maxContains', 'minItems', 'maxItems', 'uniqueItems',
  'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'anyOf', 'oneOf',
  'allOf', 'not', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', '$ref', '$defs', 'definitions', 'nullable',
  'readOnly', 'writeOnly', 'contentEncoding', 'contentMediaType',
]); // prettier-ignore
/** Members whose own members are names that the author chose, each with a schema. */
const NAME_MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
/** Members that hold values, not schemas. */
const VALUES = new Set(['enum', 'const', 'default', 'required', 'dependentRequired', 'type']);

/**
 * A definition without any sentence of its author: name and schemas, the schemas without descriptions, titles, examples and
 * whatever else is no part of their structure. Pointers into it are pointers into the definition. The caller has bounded its
 * nesting.
 */
export function structureOnly({ name, inputSchema, outputSchema }: ToolDefinition): ToolDefinition {
  return {
    name,
    ...(inputSchema === undefined ? {} : { inputSchema: ofSchema(inputSchema) as Record<string, unknown> }),
    ...(outputSchema === undefined ? {} : { outputSchema: ofSchema(outputSchema) as Record<string, unknown> }),
  };
}

function ofSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(ofSchema);
  if (typeof schema === 'string') return '';
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => STRUCTURE.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, ofMember(key, value)]));
}

function ofMember(key: string, value: unknown): unknown {
  if (VALUES.has(key)) return value;
  if (NAME_MAPS.has(key) && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, ofSchema(schema)]));
  }
  return typeof value === 'string' ? value : ofSchema(value);
}
