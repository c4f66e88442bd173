import type { Category } from '../../../catalog/model/rubric.ts';
import type { CatalogueReader } from '../../../catalog/store/reader.ts';
import { toolUrl } from '../../links.ts';
import { toolsOf, toolsOfUrl, type ToolsOf } from '../browse/tools-of.ts';
import { shortName } from '../text/cut-text.ts';
import type { ServerLine } from './server-line.ts';

/** A server with some of its tools that have something in common. */
export interface ServerGroup {
  name: string;
  title?: string;
  url: string;
  count: number;
  /** Where all of those tools are listed. */
  allUrl: string;
  tools: { name: string; url: string; category: Category }[];
}

/** Servers of a page; it links the list of all of them. More is long to scroll on a phone. */
const MOST_SERVERS = 20;
const MOST_TOOLS = 5;

/**
 * The first servers of a list, each with some of its tools.
 *
 * @param ask for the tools of the servers that are shown, and of no others
 */
export function serverGroups(
  servers: readonly ServerLine[],
  of: ToolsOf,
  ask: CatalogueReader['toolsOf'],
): ServerGroup[] {
  return servers.slice(0, MOST_SERVERS).map((server) => {
    const { slug, name, title, url } = server;
    return {
      name,
      ...(title === undefined ? {} : { title }),
      url,
      count: toolsOf(server, of),
      allUrl: toolsOfUrl(server, of),
      tools: ask(slug, of, MOST_TOOLS).map((tool) => ({
        name: shortName(tool.name, 80),
        url: toolUrl(slug, tool.slug),
        category: tool.category,
      })),
    };
  });
}
