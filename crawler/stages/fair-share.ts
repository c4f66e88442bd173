/** A server to launch, by the name that it is shown under. */
interface Named {
  name: string;
}

/**
 * Launches of one namespace in a day. In August 2026 one namespace of the official registry held 1,311 of 20,236 names
 * (https://github.com/joelverhagen/mcp-insights): it takes two weeks, and a publisher of a hundred servers a day.
 */
export const LAUNCHES_PER_DAY = 100;

/** Whoever may publish under a name, lower case; a name without one stands for itself. */
const namespaceOf = (name: string) => (name.includes('/') ? name.slice(0, name.indexOf('/')) : name).toLowerCase();

/**
 * Shares launches between namespaces, so that one that floods a registry neither takes the whole run nor comes before the
 * others: first one server of each namespace, then the second ones, and so on, in the given order; at most so many of a
 * namespace in a day.
 *
 * @param launchedToday names of the servers of all launches of the last day
 * @param perNamespace 0 is no limit
 */
export function fairShare<T extends Named>(
  due: readonly T[],
  launchedToday: Iterable<string>,
  perNamespace: number,
): { due: T[]; heldBack: number } {
  const had = new Map<string, number>();
  for (const name of launchedToday) had.set(namespaceOf(name), (had.get(namespaceOf(name)) ?? 0) + 1);
  const most = perNamespace === 0 ? Infinity : perNamespace;
  const rounds: T[][] = [];
  let heldBack = 0;
  const turn = new Map<string, number>();
  for (const item of due) {
    const namespace = namespaceOf(item.name);
    const at = turn.get(namespace) ?? 0;
    if ((had.get(namespace) ?? 0) + at >= most) {
      heldBack += 1;
      continue;
    }
    turn.set(namespace, at + 1);
    (rounds[at] ??= []).push(item);
  }
  return { due: rounds.flat(), heldBack };
}
