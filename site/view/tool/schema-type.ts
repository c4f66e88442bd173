/** A JSON Schema node as found: nothing about it is known. */
export type SchemaNode = Record<string, unknown>;

/** The value as a schema object, or `undefined`. */
export const asSchema = (value: unknown): SchemaNode | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SchemaNode) : undefined;

/** Longest type in characters: unions of hostile length are cut. */
const LONGEST = 120;

/** What a schema accepts, in a few words: `string (email)`, `array of integer`, `string or null`. */
export function schemaType(schema: SchemaNode, depth = 0): string {
  const variants = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(variants) && depth < 3) {
    return union(variants.map((variant) => schemaType(asSchema(variant) ?? {}, depth + 1)));
  }
  const { type, format } = schema;
  if (Array.isArray(type)) return union(type.filter((one): one is string => typeof one === 'string'));
  if (type === 'array') {
    const items = asSchema(schema['items']);
    return items === undefined || depth >= 3 ? 'array' : cut(`array of ${schemaType(items, depth + 1)}`);
  }
  if (typeof type === 'string') return cut(typeof format === 'string' ? `${type} (${format})` : type);
  if (asSchema(schema['properties']) !== undefined) return 'object';
  if (schema['const'] !== undefined || Array.isArray(schema['enum'])) return 'fixed values';
  return 'any';
}

const union = (types: string[]): string => cut([...new Set(types)].join(' or ') || 'any');

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…`.toWellFormed() : text);
