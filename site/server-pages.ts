import type { ServerView } from '../catalog/store/reader.ts';
import { levelServerUrl, serverUrl, toolUrl } from './links.ts';
import { page, type Page } from './page.ts';
import { levelServerPage, levelsOf } from './view/lists/level-server-page.ts';
import { serverPage } from './view/server/server-page.ts';
import { toolPage } from './view/tool/tool-page.ts';

/** The pages of one server: its own, one for each tool, and one for each risk level that its tools have. They show nothing but what the view holds. */
export function serverPages(view: ServerView): Page[] {
  const server = view.server.slug;
  return [
    page('server', serverUrl(server), () => serverPage(view), { server }),
    ...view.tools.map((tool) =>
      page('tool', toolUrl(server, tool.slug), () => toolPage(view, tool), { server, tool: tool.slug }),
    ),
    ...levelsOf(view).map((level) =>
      page('level-server', levelServerUrl(level, server), () => levelServerPage(view, level), {
        level: level.toLowerCase(),
        server,
      }),
    ),
  ];
}
