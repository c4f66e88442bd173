import type { Category, Level } from '../../../catalog/model/rubric.ts';
import type { ToolRecord } from '../../../catalog/store/reader.ts';
import { toolUrl } from '../../links.ts';

export interface RelatedTool {
  name: string;
  url: string;
  category: Category;
  level: Level;
}

const MOST = 8;

/**
 * Other tools of the server: those of the same category first, then by name. The rule looks at nothing else, so that a new
 * tool changes the pages of few siblings.
 */
export function relatedTools(server: string, tool: ToolRecord, siblings: readonly ToolRecord[]): RelatedTool[] {
  const own = tool.classification?.category ?? 'Unclassified';
  const other = (candidate: ToolRecord) => ((candidate.classification?.category ?? 'Unclassified') === own ? 0 : 1);
  return siblings
    .filter((candidate) => candidate.id !== tool.id)
    .sort((a, b) => other(a) - other(b) || (a.name < b.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ name, slug, classification }) => ({
      name,
      url: toolUrl(server, slug),
      category: classification?.category ?? 'Unclassified',
      level: classification?.level ?? 'Unclassified',
    }));
}
