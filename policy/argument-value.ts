import { declaredDefault, schemaBelow, schemaRoot } from './schema-default.ts';

/** What stands at a path of the call's arguments. */
export type ArgumentValue =
  /** `declared`: the caller left it out and the tool's input schema declares this default for it. */
  | { found: 'present' | 'declared'; value: unknown }
  | { found: 'absent' }
  /** The path runs through something that has no members, or the declared default cannot be told. */
  | { found: 'unclear' };

/**
 * Walks a condition's path (policy docs, truth table). Only own members count, so `args.constructor` or
 * `args.items.length` finds nothing that the caller did not send; array elements are found by their index alone.
 *
 * @param inputSchema the tool's input schema, for the defaults that the server will fill in; absent when unknown
 */
export function argumentValue(args: unknown, path: readonly string[], inputSchema?: unknown): ArgumentValue {
  let value = args;
  let place = schemaRoot(inputSchema);
  let found: 'present' | 'declared' = 'present';
  for (const segment of path) {
    const member = memberOf(value, segment);
    if (member === 'unclear') return { found: member };
    place = schemaBelow(place, segment);
    if (member !== 'absent') {
      ({ value } = member);
      continue;
    }
    const declared = declaredDefault(place);
    if (declared === 'none') return { found: 'absent' };
    if (declared === 'unclear') return { found: 'unclear' };
    ({ value } = declared);
    found = 'declared';
  }
  return { found, value };
}

function memberOf(value: unknown, segment: string): { value: unknown } | 'absent' | 'unclear' {
  if (typeof value !== 'object' || value === null) return 'unclear';
  if (Array.isArray(value) && !/^(?:0|[1-9]\d*)$/u.test(segment)) return 'unclear';
  if (!Object.hasOwn(value, segment)) return 'absent';
  const member: unknown = (value as Record<string, unknown>)[segment];
  return member === undefined ? 'absent' : { value: member };
}
