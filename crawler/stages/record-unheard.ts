import type { ToolDefinition, ToolSource } from '../../catalog/model/tool-definition.ts';
import type { LaunchWay } from '../../catalog/model/launch.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { ListOrigin } from '../../catalog/store/tools.ts';

/** A list of tools that did not come from the server itself. */
export interface UnheardList {
  serverId: number;
  source: Extract<ToolSource, 'declared' | 'static'>;
  /** Whose word it is: {@link originOfWay} or {@link originOfRegistry}. */
  origin: string;
  tools: readonly ToolDefinition[];
  version?: string | undefined;
  at: string;
}

/** Which list may stand in the place of which: what is told beats what is guessed, what is heard or imported beats both. */
const RANK: Record<ToolSource, number> = {
  live: 2,
  'live-dummy': 2,
  'live-remote': 2,
  imported: 2,
  declared: 1,
  static: 0,
};

/** The name of a way as the origin of a list. Versions are not part of it. */
export const originOfWay = ({ kind, identifier }: LaunchWay): string => `${kind}:${identifier}`;
/** The name of a registry as the origin of a list. */
export const originOfRegistry = (registry: string): string => `registry:${registry}`;

/**
 * Makes a list that was declared or found in code the server's current one, unless there is a better one: lists that came
 * from the server itself, or were imported, are never replaced, and what is declared is not replaced by what is found. Of
 * several that say the same kind of thing one counts whenever it can be had, so that they do not take turns, which would look
 * like a server that changes: see {@link standing}.
 *
 * @returns whether it is the current list now
 */
export function recordUnheard(store: Store, list: UnheardList): boolean {
  const { serverId, source, tools, origin, version, at } = list;
  if (tools.length === 0) return false;
  const known = store.tools.originsOf(serverId);
  if (known.length > 0) {
    const plan = store.plans.of(serverId);
    const ways = plan !== undefined && 'plan' in plan ? plan.plan.map(originOfWay) : [];
    const place = standing(list, ways);
    if (known.some((other) => isBefore(standing(other, ways), place))) return false;
  }
  store.tools.replaceList({ serverId, tools, source, origin, launchId: null, packageVersion: version ?? null, at });
  return true;
}

/**
 * Where a list stands among those of a server, to be compared part by part: what it is; whether the package itself says so,
 * which is nearer to the server than a registry; and of several packages the one that the plan names first. A package that the
 * plan does not name any more gives way to any that it names, and to a registry when there is none of its kind.
 */
function standing({ source, origin }: ListOrigin, ways: readonly string[]): readonly number[] {
  const rank = RANK[source];
  if (origin === null) return [rank];
  const position = ways.indexOf(origin);
  if (position >= 0) return [rank, 1, ways.length - position];
  const kind = origin.slice(0, origin.indexOf(':') + 1);
  return ways.some((way) => way.startsWith(kind)) ? [rank, 1, 0] : [rank, 0];
}

/** Whether the first differs from the second by a larger part; what is missing counts as 0. */
function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const different = [0, 1, 2].find((i) => (a[i] ?? 0) !== (b[i] ?? 0));
  return different !== undefined && (a[different] ?? 0) > (b[different] ?? 0);
}
