import type { RemovedServer, RemovedTool, ServerView, ToolRecord } from '../../catalog/store/reader.ts';
import type { ApiChange, ChangeEvent } from '../model/api-change.ts';
import { serverJsonUrl, serverPageUrl, toolJsonUrl, toolPageUrl } from '../paths.ts';

/** What is told of a tool, listed or not. */
type Past = Pick<ToolRecord, 'name' | 'firstSeenAt' | 'history' | 'absences'>;

/** Sentences about one changed definition. */
const MOST_SAID = 5;

/**
 * What happened to a server that is shown, as the catalogue remembers it, so that what was told of a day stays: verdicts are left out, since they follow from
 * rules and would make old changes change again. The tools of its first list are one change, not one for each.
 *
 * @param removed tools that it no longer lists
 */
export function changeLines({ server, tools }: ServerView, removed: readonly RemovedTool[]): ApiChange[] {
  const { name, slug } = server;
  const of = (event: ChangeEvent, at: string) => ({ at, event, server: name, serverSlug: slug });
  const links = { url: serverJsonUrl(slug), pageUrl: serverPageUrl(slug) };
  const changes: ApiChange[] = [{ ...of('server-added', server.firstSeenAt), ...links }];
  const first = [...tools, ...removed].reduce<string | undefined>(
    (least, { firstSeenAt }) => (least === undefined || firstSeenAt < least ? firstSeenAt : least),
    undefined,
  );
  const listed = [...tools, ...removed].filter(({ firstSeenAt }) => firstSeenAt === first).length;
  if (first !== undefined) changes.push({ ...of('tools-listed', first), tools: listed, ...links });
  const tell = (tool: Past, known: Pick<ApiChange, 'url' | 'pageUrl'>) => {
    const its = { tool: tool.name, ...known };
    if (tool.firstSeenAt !== first) changes.push({ ...of('tool-added', tool.firstSeenAt), ...its });
    for (const { removedAt, returnedAt } of tool.absences) {
      // As it was told before the tool came back.
      changes.push({ ...of('tool-removed', removedAt), tool: tool.name });
      changes.push({ ...of('tool-returned', returnedAt), ...its });
    }
    for (const [i, { since, definitionHash, packageVersion, diff }] of tool.history.entries()) {
      const previous = tool.history[i + 1];
      if (previous === undefined) continue;
      const says = diff?.changes.slice(0, MOST_SAID).map((change) => change.says);
      changes.push({
        ...of('tool-changed', since),
        ...its,
        definitionHash,
        previousHash: previous.definitionHash,
        ...(packageVersion === null ? {} : { packageVersion }),
        ...(says === undefined ? {} : { says }),
      });
    }
  };
  for (const tool of tools) tell(tool, { url: toolJsonUrl(slug, tool.name), pageUrl: toolPageUrl(slug, tool.slug) });
  for (const tool of removed) {
    tell(tool, {});
    changes.push({ ...of('tool-removed', tool.removedAt), tool: tool.name });
  }
  return changes.sort(newestFirst);
}

/** A server that is no longer shown. */
export const removalLine = ({ name, slug, at }: RemovedServer): ApiChange => ({
  at,
  event: 'server-removed' satisfies ChangeEvent,
  server: name,
  serverSlug: slug,
});

/** Newest first; then by server, event and tool, so that the order is one. */
export function newestFirst(a: ApiChange, b: ApiChange): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  const [first, second] = [a, b].map(({ serverSlug, event, tool = '' }) => `${serverSlug}\0${event}\0${tool}`);
  return first! < second! ? -1 : Number(first! > second!);
}

/** The day of a change, UTC. */
export const dayOf = (at: string): string => at.slice(0, 'YYYY-MM-DD'.length);
