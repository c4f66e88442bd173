import type { ServerView } from '../catalog/store/reader.ts';
import { serverUrl, toolUrl } from './links.ts';
import { page, type Page } from './page.ts';
import { serverPage } from './view/server/server-page.ts';
import { toolPage } from './view/tool/tool-page.ts';

/** The pages of one server: its own, and one for each tool. They show nothing but what the view holds. */
export function serverPages(view: ServerView): Page[] {
  const server = view.server.slug;
  return [
    page('server', serverUrl(server), () => serverPage(view), { server }),
    ...view.tools.map((tool) =>
      page('tool', toolUrl(server, tool.slug), () => toolPage(view, tool), { server, tool: tool.slug }),
    ),
  ];
}
