/** A JSON Schema as a flat table of parameters, for reading. Whatever a server sends as a schema gives some table. */
import { cutName, cutText, type CutText } from '../text/cut-text.ts';
import { asSchema, schemaType, type SchemaNode } from './schema-type.ts';

/** One parameter. Nested ones carry their path: `options.retry.max`, `files[].name`. */
export interface SchemaRow {
  path: string;
  type: string;
  required: boolean;
  description?: CutText;
  /** JSON text of the default value. */
  default?: string;
  /** JSON texts of the allowed values. */
  allowed?: string[];
  /** Allowed values left out. */
  moreAllowed?: number;
  /** `1 to 100`, `at most 50 characters`. */
  range?: string;
}

export interface SchemaTable {
  rows: SchemaRow[];
  /** Parameters left out because the table is full or the nesting too deep. */
  omitted: number;
}

const MAX_ROWS = 60;
const MAX_DEPTH = 5;
const MAX_ALLOWED = 12;
/** Nodes looked at in all; a schema that refers to itself a thousand times ends here. */
const MAX_VISITED = 2000;

/** Flattens the properties of a schema, following local references, arrays and the first object of a union. */
export function schemaTable(root: SchemaNode): SchemaTable {
  const table: SchemaTable = { rows: [], omitted: 0 };
  let visited = 0;

  const resolve = (value: unknown, hops = 0): SchemaNode => {
    const node = asSchema(value) ?? {};
    const target = typeof node['$ref'] === 'string' && hops < 8 ? localReference(root, node['$ref']) : undefined;
    return target === undefined ? node : { ...resolve(target, hops + 1), ...without(node, '$ref') };
  };

  const walk = (schema: SchemaNode, prefix: string, depth: number) => {
    const properties = asSchema(schema['properties']) ?? {};
    const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
    for (const name of Object.keys(properties)) {
      visited += 1;
      if (visited > MAX_VISITED) return;
      const property = resolve(properties[name]);
      const path = `${prefix}${name}`;
      if (table.rows.length >= MAX_ROWS) table.omitted += 1;
      else table.rows.push(row(path, property, required.has(name)));
      if (depth < MAX_DEPTH) descend(property, path, depth);
    }
  };

  const descend = (schema: SchemaNode, path: string, depth: number) => {
    if (asSchema(schema['properties']) !== undefined) return walk(schema, `${path}.`, depth + 1);
    const items = asSchema(schema['items']);
    if (items !== undefined) return descend(resolve(items), `${path}[]`, depth + 1);
    const variants = schema['anyOf'] ?? schema['oneOf'];
    if (!Array.isArray(variants) || depth >= MAX_DEPTH) return;
    const object = variants
      .slice(0, 20)
      .map((variant) => resolve(variant))
      .find((variant) => asSchema(variant['properties']));
    if (object !== undefined) walk(object, `${path}.`, depth + 1);
  };

  walk(resolve(root), '', 0);
  return table;
}

function row(path: string, schema: SchemaNode, required: boolean): SchemaRow {
  const result: SchemaRow = { path: cutName(path, 200).text, type: schemaType(schema), required };
  if (typeof schema['description'] === 'string') result.description = cutText(schema['description'], 500);
  if (schema['default'] !== undefined) result.default = short(schema['default']);
  const allowed = allowedOf(schema);
  if (allowed !== undefined) {
    result.allowed = allowed.slice(0, MAX_ALLOWED).map(short);
    if (allowed.length > MAX_ALLOWED) result.moreAllowed = allowed.length - MAX_ALLOWED;
  }
  const range = rangeOf(schema);
  if (range !== undefined) result.range = range;
  return result;
}

function allowedOf(schema: SchemaNode): unknown[] | undefined {
  if (schema['const'] !== undefined) return [schema['const']];
  if (Array.isArray(schema['enum'])) return schema['enum'];
  const items = asSchema(schema['items']);
  return items !== undefined && Array.isArray(items['enum']) ? items['enum'] : undefined;
}

function rangeOf(schema: SchemaNode): string | undefined {
  for (const [least, most, unit] of [
    ['minimum', 'maximum', ''],
    ['minLength', 'maxLength', ' characters'],
    ['minItems', 'maxItems', ' items'],
  ] as const) {
    const [min, max] = [schema[least], schema[most]];
    // zod prints its safe-integer bounds into every schema; they tell a reader nothing.
    const hasMin = typeof min === 'number' && min > Number.MIN_SAFE_INTEGER;
    const hasMax = typeof max === 'number' && max < Number.MAX_SAFE_INTEGER;
    if (hasMin && hasMax) return `${min} to ${max}${unit}`;
    if (hasMin) return `at least ${min}${unit}`;
    if (hasMax) return `at most ${max}${unit}`;
  }
  return undefined;
}

function localReference(root: SchemaNode, reference: string): unknown {
  if (!reference.startsWith('#/')) return undefined;
  let value: unknown = root;
  for (const part of reference.slice(2).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    const node = asSchema(value);
    if (node === undefined || !Object.hasOwn(node, key)) return undefined;
    value = node[key];
  }
  return value;
}

const without = (node: SchemaNode, key: string): SchemaNode => {
  const { [key]: _, ...rest } = node;
  return rest;
};

const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'null';
  return text.length > 80 ? `${text.slice(0, 80)}…`.toWellFormed() : text;
};
