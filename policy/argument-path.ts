/**
 * The two spellings of a condition's `path`. `args.order.amount` is the documented one (policy docs, conditions); it
 * cannot name a member that contains a dot, so the JSON Pointer `/args/order/amount` is accepted too (Toolgate's
 * addition). An array element is named by its index in either: `args.items.0`, `/args/items/0`.
 */
export const ARGUMENT_PATH = /^(?:args(?:\.[^.]+)+|\/args(?:\/(?:[^~/]|~[01])*)+)$/u;

/**
 * The member names and indices that a condition's `path` walks, from the call's arguments on.
 *
 * @returns the segments, or `undefined` for a text that is no path
 */
export function parseArgumentPath(path: string): readonly string[] | undefined {
  if (!ARGUMENT_PATH.test(path)) return undefined;
  if (!path.startsWith('/')) return path.split('.').slice(1);
  return path
    .split('/')
    .slice(2)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}
