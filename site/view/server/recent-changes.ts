/** What changed in the tool list of a server since it was first seen. */
import type { RemovedTool, ToolRecord } from '../../../catalog/store/reader.ts';
import { toolUrl } from '../../links.ts';
import { changeRows, type ChangeRows } from '../changes/change-row.ts';
import { firstLine, shortName } from '../text/cut-text.ts';
import { formatDate } from '../text/words.ts';

/** A tool of which the definition changed. */
export interface ChangedTool extends ChangeRows {
  name: string;
  url: string;
  packageVersion?: string;
}

/** A tool by its name; one that is not listed has no page. */
export interface MentionedTool {
  name: string;
  url?: string;
}

/** What changed in one look at the server. */
export interface ChangeDay {
  date: string;
  dateIso: string;
  changed: ChangedTool[];
  /** Tools that are new. */
  added: MentionedTool[];
  /** Tools that were gone for a while and are back. */
  returned: MentionedTool[];
  /** Tools that are not listed from here on; some may be back since. */
  removed: MentionedTool[];
  /** Tools of these left out. */
  more: number;
}

export interface RecentChanges {
  /** Newest first; none when nothing changed while it was watched. */
  days: ChangeDay[];
  /** Earlier days left out. */
  more: number;
}

const MAX_DAYS = 5;
const MAX_TOOLS = 10;
const MAX_CHANGES = 6;
const NAME = 120;

/**
 * Changes by the time of the look that noticed them. Of a tool that is gone only when it came and went: what changed in its
 * definition has no page any more.
 */
export function recentChanges(
  server: string,
  tools: readonly ToolRecord[],
  gone: readonly RemovedTool[] = [],
): RecentChanges {
  const first = [...tools, ...gone].map(({ firstSeenAt }) => firstSeenAt).toSorted()[0];
  const days = new Map<
    string,
    {
      changed: { tool: ToolRecord; version: number }[];
      added: MentionedTool[];
      returned: MentionedTool[];
      removed: MentionedTool[];
    }
  >();
  const dayOf = (at: string) => {
    const day = days.get(at) ?? { changed: [], added: [], returned: [], removed: [] };
    days.set(at, day);
    return day;
  };
  for (const tool of [...tools, ...gone].toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const mentioned = 'slug' in tool ? mention(server, tool) : { name: shortName(tool.name, NAME) };
    if (tool.firstSeenAt !== first) dayOf(tool.firstSeenAt).added.push(mentioned);
    for (const { removedAt, returnedAt } of tool.absences) {
      dayOf(removedAt).removed.push(mentioned);
      dayOf(returnedAt).returned.push(mentioned);
    }
    if (!('slug' in tool)) {
      dayOf(tool.removedAt).removed.push(mentioned);
      continue;
    }
    for (const [version, { since, diff }] of tool.history.entries()) {
      if (diff !== undefined) dayOf(since).changed.push({ tool, version });
    }
  }
  const newest = [...days].toSorted(([a], [b]) => (a > b ? -1 : 1));
  return {
    days: newest.slice(0, MAX_DAYS).map(([at, { changed, added, returned, removed }]): ChangeDay => ({
      date: formatDate(at),
      dateIso: at,
      changed: changed.slice(0, MAX_TOOLS).map(({ tool, version }) => changedTool(server, tool, version)),
      added: added.slice(0, MAX_TOOLS),
      returned: returned.slice(0, MAX_TOOLS),
      removed: removed.slice(0, MAX_TOOLS),
      more: [changed, added, returned, removed].reduce((sum, { length }) => sum + Math.max(length - MAX_TOOLS, 0), 0),
    })),
    more: Math.max(newest.length - MAX_DAYS, 0),
  };
}

const mention = (server: string, { name, slug }: ToolRecord) => ({
  name: shortName(name, NAME),
  url: toolUrl(server, slug),
});

function changedTool(server: string, tool: ToolRecord, version: number): ChangedTool {
  const { packageVersion = null, diff } = tool.history[version] ?? {};
  return {
    ...mention(server, tool),
    ...(packageVersion === null ? {} : { packageVersion: firstLine(packageVersion, 60) }),
    ...changeRows(diff, MAX_CHANGES),
  };
}
