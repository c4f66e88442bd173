import type { ServerView } from '../../catalog/store/reader.ts';
import { levelServerUrl, serverUrl, toolUrl } from '../links.ts';
import type { PageEntry } from './page-entry.ts';

/** When what the pages of a server show last changed. A verdict has no date: a changed rule is no news of the server. */
export function serverEntries({ server, tools, launches }: ServerView): PageEntry[] {
  const { slug } = server;
  const own = tools.map((tool) => ({
    url: toolUrl(slug, tool.slug),
    changedAt: tool.history[0]?.since ?? tool.firstSeenAt,
  }));
  const levels = Map.groupBy(tools, ({ classification }) => classification?.level ?? 'Unclassified');
  const byLevel = Array.from(levels, ([level, having]) => ({
    url: levelServerUrl(level, slug),
    changedAt: latest(having.map((tool) => tool.history[0]?.since ?? tool.firstSeenAt)),
  }));
  const dates = [server.changedAt, ...own.map(({ changedAt }) => changedAt), ...launches.map((one) => one.startedAt)];
  return [{ url: serverUrl(slug), changedAt: latest(dates) }, ...byLevel, ...own];
}

const latest = (dates: readonly string[]): string => dates.reduce((last, date) => (date > last ? date : last));
