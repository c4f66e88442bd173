import { CATEGORIES, categoryRow, type Category, type Level } from '../../../catalog/model/rubric.ts';
import type { ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import { levelServerUrl, levelUrl, serverUrl, toolUrl } from '../../links.ts';
import { serverAttributions, type AttributionView } from '../attribution.ts';
import { policyForTool } from '../policy-view.ts';
import { cutText, firstLine, type CutText } from '../text/cut-text.ts';
import type { Prose } from '../text/prose.ts';
import { verdictView } from '../tool/verdict.ts';

/** A tool with why it has its level, and what its recommended rule does. */
export interface LevelTool {
  name: string;
  url: string;
  category: Category;
  rationale: CutText;
  /** What connects category, facets and level, where the page has not said it of the category already. */
  reckoning?: string;
  rule: Prose;
}

/** The tools of one server that have one level. */
export interface LevelServerPage {
  level: Level;
  levelUrl: string;
  url: string;
  server: string;
  serverUrl: string;
  /** Of all tools of the server. */
  of: number;
  count: number;
  /** What puts all tools of a category here, said once. */
  starts: string[];
  tools: LevelTool[];
  /** The tool's own page says all of it. */
  noindex: boolean;
  attributions: AttributionView[];
}

/** Tools on the page; the server's page has all of them. */
const MOST = 300;
const RATIONALE = 400;

const levelOf = (tool: ToolRecord): Level => tool.classification?.level ?? 'Unclassified';

/** The levels that a server has tools of. */
export const levelsOf = ({ tools }: ServerView): Level[] => [...new Set(tools.map(levelOf))];

/** The model of `/risk/<level>/<server>/`. */
export function levelServerPage(view: ServerView, level: Level): LevelServerPage {
  const { slug, name, title } = view.server;
  const having = view.tools.filter((tool) => levelOf(tool) === level).sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    level,
    levelUrl: levelUrl(level),
    url: levelServerUrl(level, slug),
    server: firstLine(title ?? name, 120),
    serverUrl: serverUrl(slug),
    of: view.tools.length,
    count: having.length,
    starts: startsOf(having, level),
    tools: having.slice(0, MOST).map((tool) => levelTool(slug, tool, level)),
    noindex: having.length < 2,
    attributions: serverAttributions(view.attributions),
  };
}

const UNCLASSIFIED = 'No quote of their definitions supports a verdict, so the recommended rule denies every call.';

/** Whether tools of a category have the level without being raised to it. */
const startsAt = (category: Category, level: Level): boolean =>
  (categoryRow(category)?.level ?? 'Unclassified') === level;

function startsOf(tools: readonly ToolRecord[], level: Level): string[] {
  if (level === 'Unclassified') return [UNCLASSIFIED];
  return CATEGORIES.filter(
    (category) =>
      startsAt(category, level) && tools.some(({ classification }) => classification?.category === category),
  ).map((category) =>
    level === 'Critical' ? `${category} tools are always Critical.` : `${category} tools start at ${level}.`,
  );
}

function levelTool(server: string, { name, slug, definition, classification }: ToolRecord, level: Level): LevelTool {
  const { category, rationale, reckoning } = verdictView(definition, classification);
  return {
    name: firstLine(name, 120),
    url: toolUrl(server, slug),
    category,
    rationale: cutText(rationale.text, RATIONALE),
    ...(startsAt(category, level) ? {} : { reckoning }),
    rule: policyForTool(name, category).effects[0] ?? [],
  };
}
