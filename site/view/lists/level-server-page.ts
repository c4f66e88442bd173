import { CATEGORIES, categoryRow, type Category, type Level } from '../../../catalog/model/rubric.ts';
import type { ServerView, ToolRecord } from '../../../catalog/store/reader.ts';
import { levelServerUrl, levelUrl, serverUrl, toolUrl } from '../../links.ts';
import { levelServerPartUrl } from '../../part-links.ts';
import { prefixGroups, type PrefixGroup } from '../../prefix-groups.ts';
import { serverAttributions, type AttributionView } from '../attribution.ts';
import type { PartLine } from '../browse/browse-pages.ts';
import { policyForTool } from '../policy-view.ts';
import { cutText, shortName, type CutText } from '../text/cut-text.ts';
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

/** The tools of one server that have one level, or the parts of their list when they do not fit on one page. */
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
  parts: PartLine[];
  /** The tool's own page says all of it. */
  noindex: boolean;
  attributions: AttributionView[];
}

/** One part of them. */
export interface LevelServerPartPage extends Pick<
  LevelServerPage,
  'level' | 'levelUrl' | 'url' | 'server' | 'serverUrl' | 'tools' | 'noindex' | 'attributions'
> {
  /** Of all tools of the level. */
  wholeUrl: string;
  prefix: string;
}

/** Tools on one page, and on one part of what does not fit on it. */
const MOST = 200;
const PART = 100;
const RATIONALE = 400;

const levelOf = (tool: ToolRecord): Level => tool.classification?.level ?? 'Unclassified';

/** The levels that a server has tools of. */
export const levelsOf = ({ tools }: ServerView): Level[] => [...new Set(tools.map(levelOf))];

const toolsOf = ({ tools }: ServerView, level: Level): ToolRecord[] =>
  tools.filter((tool) => levelOf(tool) === level).sort((a, b) => (a.name < b.name ? -1 : 1));

/** What parts are told by: a slug without what could make it the name of a file, or two folders of one name. */
const partKey = ({ slug }: ToolRecord): string => slug.toLowerCase().replaceAll('.', '-');

/** The parts of the list of a level; none where it fits on one page. */
export function levelServerParts(view: ServerView, level: Level): PrefixGroup<ToolRecord>[] {
  const having = toolsOf(view, level);
  if (having.length <= MOST) return [];
  // In the order of the keys: groups are made of neighbours.
  return prefixGroups(
    having.sort((a, b) => (partKey(a) < partKey(b) ? -1 : 1)),
    partKey,
    PART,
  );
}

/** The model of `/risk/<level>/<server>/`. */
export function levelServerPage(view: ServerView, level: Level): LevelServerPage {
  const { slug } = view.server;
  const having = toolsOf(view, level);
  const parts = levelServerParts(view, level);
  return {
    ...frame(view, level),
    url: levelServerUrl(level, slug),
    of: view.tools.length,
    count: having.length,
    starts: startsOf(having, level),
    tools: parts.length > 0 ? [] : having.map((tool) => levelTool(slug, tool, level)),
    parts: parts.map(({ prefix, items }) => ({
      prefix,
      url: levelServerPartUrl(level, slug, prefix),
      items: items.length,
    })),
    noindex: having.length < 2,
  };
}

/** The model of a part of it. The whole stands for it. */
export function levelServerPartPage(
  view: ServerView,
  level: Level,
  { prefix, items }: PrefixGroup<ToolRecord>,
): LevelServerPartPage {
  const { slug } = view.server;
  return {
    ...frame(view, level),
    url: levelServerPartUrl(level, slug, prefix),
    wholeUrl: levelServerUrl(level, slug),
    prefix,
    tools: items.map((tool) => levelTool(slug, tool, level)),
    noindex: true,
  };
}

function frame({ server: { slug, name, title }, attributions }: ServerView, level: Level) {
  return {
    level,
    levelUrl: levelUrl(level),
    server: shortName(title ?? name, 120),
    serverUrl: serverUrl(slug),
    attributions: serverAttributions(attributions),
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
    name: shortName(name, 120),
    url: toolUrl(server, slug),
    category,
    rationale: cutText(rationale.text, RATIONALE),
    ...(startsAt(category, level) ? {} : { reckoning }),
    rule: policyForTool(name, category).effects[0] ?? [],
  };
}
