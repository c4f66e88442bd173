import type { Category, Level } from '../../../catalog/model/rubric.ts';
import { levelServerUrl } from '../../links.ts';
import type { ServerLine } from '../lists/server-line.ts';
import { groupAnchor } from '../server/tool-groups.ts';

/** What a list's servers have tools of, where that is one thing; each line counts how many. */
export type ToolsOf = { level: Level } | { category: Category };

/** How many tools of a server are of one kind. */
export const toolsOf = ({ counts }: ServerLine, of: ToolsOf): number =>
  'level' in of ? counts.byLevel[of.level] : counts.byCategory[of.category];

/** Where these tools are listed. */
export const toolsOfUrl = ({ slug, url }: ServerLine, of: ToolsOf): string =>
  'level' in of ? levelServerUrl(of.level, slug) : `${url}#${groupAnchor(of.category)}`;
