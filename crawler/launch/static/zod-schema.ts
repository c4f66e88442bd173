import { staticText, staticValue, UNKNOWN } from './static-value.ts';
import { isNode, keyOf, propertiesOf, resolved, type Names, type SyntaxNode } from './syntax.ts';

type Schema = Record<string, unknown>;

const SIMPLE: Record<string, Schema> = {
  string: { type: 'string' },
  number: { type: 'number' },
  int: { type: 'integer' },
  boolean: { type: 'boolean' },
  any: {},
  unknown: {},
  url: { type: 'string', format: 'uri' },
  email: { type: 'string', format: 'email' },
};

const DEPTH = 20;

/** Whether an expression is a schema of zod, from its beginning `z.` on. */
interface Read {
  schema: Schema;
  optional: boolean;
}

/**
 * The JSON Schema of an input as far as it stands in the code: a JSON Schema itself, a schema of zod, or the object of zod
 * schemas that the SDK's `registerTool` takes. What is not understood of a parameter is left open; what is not understood
 * as a whole gives `undefined`.
 */
export function inputSchemaOf(node: unknown, names: Names): Schema | undefined {
  const at = resolved(node, names);
  if (at === undefined) return undefined;
  if (at.type === 'ObjectExpression') {
    const properties = propertiesOf(at);
    if (!properties.has('type')) return shapeSchema(at, names, 0);
    const value = staticValue(at, names);
    return value === UNKNOWN ? undefined : (value as Schema);
  }
  // `Schema.shape` and `zodToJsonSchema(Schema)` stand for the schema itself.
  if (at.type === 'MemberExpression' && keyOf(at, 'property') === 'shape') return inputSchemaOf(at['object'], names);
  if (at.type !== 'CallExpression') return undefined;
  const read = zodRead(at, names, 0);
  if (read !== undefined) return read.schema['type'] === 'object' ? read.schema : undefined;
  const callee = at['callee'];
  const converts = isNode(callee) && callee.type === 'Identifier' && /json_?schema/i.test(String(callee['name']));
  return converts ? inputSchemaOf((at['arguments'] as unknown[])[0], names) : undefined;
}

function shapeSchema(node: SyntaxNode, names: Names, depth: number): Schema | undefined {
  const properties: Schema = {};
  const required: string[] = [];
  for (const [name, value] of propertiesOf(node)) {
    const read = zodRead(value, names, depth + 1);
    if (read === undefined && depth === 0) return undefined;
    Object.defineProperty(properties, name, { value: read?.schema ?? {}, enumerable: true, configurable: true });
    if (read?.optional === false) required.push(name);
  }
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required }) };
}

/** Reads `z.string().min(1).optional().describe("…")` from its end to its beginning. */
function zodRead(node: unknown, names: Names, depth: number): Read | undefined {
  const calls: { method: string; args: unknown[] }[] = [];
  let at = resolved(node, names);
  while (at?.type === 'CallExpression' && calls.length < 50) {
    const { callee } = at;
    const method = isNode(callee) && callee.type === 'MemberExpression' ? keyOf(callee, 'property') : undefined;
    if (method === undefined) return undefined;
    calls.push({ method, args: at['arguments'] as unknown[] });
    const object: unknown = (callee as SyntaxNode)['object'];
    if (isNode(object) && object.type === 'Identifier' && /^z(?:od)?\d?$/.test(String(object['name']))) break;
    at = resolved(object, names);
  }
  const first = calls.pop();
  if (first === undefined || at?.type !== 'CallExpression' || depth > DEPTH) return undefined;
  const read: Read = { schema: baseSchema(first, names, depth), optional: false };
  for (const { method, args } of calls.toReversed()) {
    if (method === 'optional' || method === 'nullish' || method === 'default') read.optional = true;
    if (method === 'int') read.schema['type'] = 'integer';
    const text = method === 'describe' ? staticText(args[0], names) : undefined;
    if (text !== undefined) read.schema['description'] = text;
    const value = method === 'default' ? staticValue(args[0], names) : UNKNOWN;
    if (value !== UNKNOWN) read.schema['default'] = value;
  }
  return read;
}

function baseSchema(
  { method, args: [first] }: { method: string; args: unknown[] },
  names: Names,
  depth: number,
): Schema {
  const at = resolved(first, names);
  if (method === 'object' || method === 'strictObject' || method === 'looseObject') {
    return at?.type === 'ObjectExpression' ? (shapeSchema(at, names, depth + 1) ?? {}) : { type: 'object' };
  }
  if (method === 'array') return { type: 'array', items: zodRead(first, names, depth + 1)?.schema ?? {} };
  if (method === 'enum') {
    const values = staticValue(first, names);
    return Array.isArray(values) ? { type: 'string', enum: values } : { type: 'string' };
  }
  if (method === 'literal') {
    const value = staticValue(first, names);
    return value === UNKNOWN ? {} : { const: value };
  }
  if (method === 'record') return { type: 'object' };
  if (method === 'optional') return zodRead(first, names, depth + 1)?.schema ?? {};
  return Object.hasOwn(SIMPLE, method) ? { ...SIMPLE[method] } : {};
}
