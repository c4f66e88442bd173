import type { Server } from '../../catalog/store/servers.ts';
import type { ApiTool } from '../model/api-tool.ts';
import type { ApiVerdict } from '../model/api-verdict.ts';

/** A line of a level's list. */
export function verdictLine({ name: server, slug: serverSlug }: Server, tool: ApiTool): ApiVerdict {
  const { name, classified, category, level, facets, definitionHash, url, pageUrl } = tool;
  return { server, serverSlug, name, classified, category, level, facets, definitionHash, url, pageUrl };
}
