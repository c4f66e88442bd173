import { canonicalJson } from '../catalog/canonical-json.ts';

/** Schemas looked at for one step of a path: enough for real ones, an end for hostile ones. */
const MAX_SCHEMAS = 100;

/** A place in a tool's input schema: every schema that applies there, or `unclear` when that cannot be told. */
export interface SchemaPlace {
  readonly root: unknown;
  readonly schemas: readonly unknown[] | 'unclear';
}

/** The place of the arguments themselves. */
export function schemaRoot(inputSchema: unknown): SchemaPlace {
  return { root: inputSchema, schemas: inputSchema === undefined ? [] : [inputSchema] };
}

/** The place of a member (`properties`) or of an array element (`prefixItems`, `items`). */
export function schemaBelow(place: SchemaPlace, segment: string): SchemaPlace {
  const { root } = place;
  const here = applicable(place);
  if (here === 'unclear') return { root, schemas: here };
  const schemas = here.flatMap((schema) => {
    const element =
      own(own(schema, 'prefixItems'), segment) ?? (/^\d+$/u.test(segment) ? own(schema, 'items') : undefined);
    return [own(own(schema, 'properties'), segment), element].filter((child) => child !== undefined);
  });
  return { root, schemas };
}

/**
 * The default that is declared for a place. Several different ones are `unclear`, since nobody can say which one the
 * server takes; so is a reference that leads nowhere.
 */
export function declaredDefault(place: SchemaPlace): { value: unknown } | 'none' | 'unclear' {
  const here = applicable(place);
  if (here === 'unclear') return here;
  const defaults = here
    .filter((schema) => own(schema, 'default') !== undefined)
    .map((schema) => own(schema, 'default'));
  if (defaults.length === 0) return 'none';
  if (defaults.length === 1) return { value: defaults[0] };
  return new Set(defaults.map(canonicalJson)).size > 1 ? 'unclear' : { value: defaults[0] };
}

/** The schemas of a place with all that they refer to: local `$ref`, `allOf`, `anyOf`, `oneOf`. */
function applicable({ root, schemas }: SchemaPlace): readonly unknown[] | 'unclear' {
  if (schemas === 'unclear') return schemas;
  const all = new Set(schemas);
  for (const schema of all) {
    if (all.size > MAX_SCHEMAS) return 'unclear';
    const reference = own(schema, '$ref');
    if (reference !== undefined) {
      const target = resolve(root, reference);
      if (target === undefined) return 'unclear';
      all.add(target);
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const parts = own(schema, keyword);
      if (!Array.isArray(parts)) continue;
      if (parts.length > MAX_SCHEMAS) return 'unclear';
      for (const part of parts) all.add(part);
    }
  }
  return [...all];
}

/** The target of a reference inside the same document, `undefined` for every other. */
function resolve(root: unknown, reference: unknown): unknown {
  if (typeof reference !== 'string' || !/^#(?:\/|$)/u.test(reference)) return undefined;
  let pointer: string;
  try {
    pointer = decodeURIComponent(reference.slice(1));
  } catch {
    return undefined;
  }
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce(own, root);
}

function own(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
