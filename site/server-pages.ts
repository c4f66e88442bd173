import type { Level } from '../catalog/model/rubric.ts';
import type { RemovedTool, ServerView } from '../catalog/store/reader.ts';
import { levelServerUrl, serverUrl, toolUrl } from './links.ts';
import { levelServerPartUrl, prefixPath } from './part-links.ts';
import { page, type Page } from './page.ts';
import { levelServerPage, levelServerPartPage, levelServerParts, levelsOf } from './view/lists/level-server-page.ts';
import { serverPage } from './view/server/server-page.ts';
import { toolPage } from './view/tool/tool-page.ts';

/**
 * The pages of one server: its own, one for each tool, and one for each risk level that its tools have, with parts where a list
 * is long. They show nothing but what the view holds, and the tools that it no longer lists.
 */
export function serverPages(view: ServerView, removed: readonly RemovedTool[]): Page[] {
  const server = view.server.slug;
  return [
    page('server', serverUrl(server), () => serverPage(view, removed), { server }),
    ...view.tools.map((tool) =>
      page('tool', toolUrl(server, tool.slug), () => toolPage(view, tool), { server, tool: tool.slug }),
    ),
    ...levelsOf(view).flatMap((level) => levelPages(view, level)),
  ];
}

/** The page of the tools of one level, and those of its parts. */
function levelPages(view: ServerView, level: Level): Page[] {
  const server = view.server.slug;
  const params = { level: level.toLowerCase(), server };
  return [
    page('level-server', levelServerUrl(level, server), () => levelServerPage(view, level), params),
    ...levelServerParts(view, level).map((part) =>
      page(
        'level-server-part',
        levelServerPartUrl(level, server, part.prefix),
        () => levelServerPartPage(view, level, part),
        { ...params, prefix: prefixPath(part.prefix) },
      ),
    ),
  ];
}
