/** What changed in the tool list of a server since it was first seen. */
import type { ToolRecord } from '../../../catalog/store/reader.ts';
import { toolUrl } from '../../links.ts';
import { changeRows, type ChangeRows } from '../changes/change-row.ts';
import { firstLine } from '../text/cut-text.ts';
import { formatDate } from '../text/words.ts';

/** A tool of which the definition changed. */
export interface ChangedTool extends ChangeRows {
  name: string;
  url: string;
  packageVersion?: string;
}

/** What changed in one look at the server. */
export interface ChangeDay {
  date: string;
  dateIso: string;
  changed: ChangedTool[];
  /** Tools that are new. */
  added: { name: string; url: string }[];
  /** Tools that were gone for a while and are back. */
  returned: { name: string; url: string }[];
  /** Changed, new and returned tools left out. */
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

/** Changes by the time of the look that noticed them. Tools that are gone are no longer in the catalogue's list. */
export function recentChanges(server: string, tools: readonly ToolRecord[]): RecentChanges {
  const first = tools.map(({ firstSeenAt }) => firstSeenAt).toSorted()[0];
  const days = new Map<
    string,
    { changed: { tool: ToolRecord; version: number }[]; added: ToolRecord[]; returned: ToolRecord[] }
  >();
  const dayOf = (at: string) => {
    const day = days.get(at) ?? { changed: [], added: [], returned: [] };
    days.set(at, day);
    return day;
  };
  for (const tool of tools.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (tool.firstSeenAt !== first) dayOf(tool.firstSeenAt).added.push(tool);
    for (const { returnedAt } of tool.absences) dayOf(returnedAt).returned.push(tool);
    for (const [version, { since, diff }] of tool.history.entries()) {
      if (diff !== undefined) dayOf(since).changed.push({ tool, version });
    }
  }
  const newest = [...days].toSorted(([a], [b]) => (a > b ? -1 : 1));
  return {
    days: newest.slice(0, MAX_DAYS).map(([at, { changed, added, returned }]): ChangeDay => ({
      date: formatDate(at),
      dateIso: at,
      changed: changed.slice(0, MAX_TOOLS).map(({ tool, version }) => changedTool(server, tool, version)),
      added: added.slice(0, MAX_TOOLS).map((tool) => mention(server, tool)),
      returned: returned.slice(0, MAX_TOOLS).map((tool) => mention(server, tool)),
      more: [changed, added, returned].reduce((sum, { length }) => sum + Math.max(length - MAX_TOOLS, 0), 0),
    })),
    more: Math.max(newest.length - MAX_DAYS, 0),
  };
}

const mention = (server: string, { name, slug }: ToolRecord) => ({
  name: firstLine(name, 120),
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
