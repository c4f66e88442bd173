import type { ToolDefinition, ToolSource } from '../../catalog/model/tool-definition.ts';
import type { Store } from '../../catalog/store/open.ts';

/** A list of tools that did not come from the server itself. */
export interface UnheardList {
  serverId: number;
  source: Extract<ToolSource, 'declared' | 'static'>;
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

/**
 * Makes a list that was declared or found in code the server's current one, unless there is a better one: lists that came
 * from the server itself, or were imported, are never replaced, and what is declared is not replaced by what is found.
 *
 * @returns whether it is the current list now
 */
export function recordUnheard(store: Store, { serverId, source, tools, version, at }: UnheardList): boolean {
  if (tools.length === 0) return false;
  const known = Math.max(-1, ...store.tools.of(serverId).map((tool) => RANK[tool.source]));
  if (known > RANK[source]) return false;
  store.tools.replaceList({ serverId, tools, source, launchId: null, packageVersion: version ?? null, at });
  return true;
}
