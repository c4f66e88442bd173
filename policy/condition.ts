import { argumentValue, type ArgumentValue } from './argument-value.ts';
import type { CompiledCondition } from './compile.ts';
import type { Scalar } from './model.ts';
import { anyOf, not, type Truth } from './truth.ts';

/**
 * Judges one condition against the arguments of a call, by the truth table of the policy docs (Toolgate's decision; the
 * published format is silent about absent and wrongly typed arguments). Never throws: what cannot be judged is unknown.
 */
export function judgeCondition(compiled: CompiledCondition, args: unknown, inputSchema?: unknown): Truth {
  try {
    const value = argumentValue(args, compiled.path, inputSchema);
    // An integer that JavaScript cannot hold exactly may be another number for the server, or no number at all.
    if (value.found === 'unclear' || ('value' in value && isInexact(value.value))) return 'unknown';
    return judge(compiled, value);
  } catch {
    return 'unknown';
  }
}

function judge(
  { condition, pattern }: CompiledCondition,
  argument: Exclude<ArgumentValue, { found: 'unclear' }>,
): Truth {
  // A declared default is what the server will use, yet the caller did not send it: it is judged, but does not exist.
  if (condition.op === 'exists') return (argument.found === 'present') === condition.value;
  if (argument.found === 'absent') return condition.op === 'neq' || condition.op === 'not_in' ? 'unknown' : false;
  const { value } = argument;
  switch (condition.op) {
    case 'eq':
      return equals(value, condition.value);
    case 'neq':
      return not(equals(value, condition.value));
    case 'in':
      return isOneOf(value, condition.value);
    case 'not_in':
      return not(isOneOf(value, condition.value));
    case 'lt':
      return typeof value === 'number' ? value < condition.value : 'unknown';
    case 'lte':
      return typeof value === 'number' ? value <= condition.value : 'unknown';
    case 'gt':
      return typeof value === 'number' ? value > condition.value : 'unknown';
    case 'gte':
      return typeof value === 'number' ? value >= condition.value : 'unknown';
    case 'regex':
      return typeof value === 'string' && pattern !== undefined ? pattern.test(value) : 'unknown';
    case 'contains':
      return contains(value, condition.value);
    default:
      condition satisfies never;
      return 'unknown';
  }
}

/** Equality without coercion: another type is unknown, because servers coerce ("5" may become 5). */
function equals(value: unknown, expected: Scalar): Truth {
  return typeof value === typeof expected && !isInexact(value) ? value === expected : 'unknown';
}

/** Equal to one of the list: judged against the entries of its own type; unknown when there is none. */
function isOneOf(value: unknown, list: readonly Scalar[]): Truth {
  const comparable = list.filter((entry) => typeof entry === typeof value);
  return comparable.length === 0 ? 'unknown' : comparable.some((entry) => entry === value);
}

/** A part of a string, or an element of an array. Elements are judged as by `eq`: one of another type is unknown. */
function contains(value: unknown, expected: Scalar): Truth {
  if (Array.isArray(value)) return anyOf(value.map((element) => equals(element, expected)));
  return typeof value === 'string' && typeof expected === 'string' ? value.includes(expected) : 'unknown';
}

/** Integers beyond 2^53 and everything that is not finite (`1e999` in JSON). */
function isInexact(value: unknown): boolean {
  return (
    typeof value === 'number' && (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
  );
}
