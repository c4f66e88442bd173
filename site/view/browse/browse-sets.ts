/** The ways in which servers are browsed beside their names: each is a number of sets, and each set a list. */
import { ALL_CATEGORIES, ALL_LEVELS } from '../../../catalog/model/rubric-order.ts';
import type { RegistryOverview } from '../../../catalog/store/reader.ts';
import { FILES, publicRegistry } from '../../../catalog/public-registry.ts';
import { fittingTools, type AttackTotals } from '../../../attacks/attack-totals.ts';
import type { AttackPattern } from '../../../attacks/model.ts';
import { urlOf } from '../attacks/attack-line.ts';
import type { CatalogueLists } from '../lists/catalogue-lists.ts';
import type { ServerLine } from '../lists/server-line.ts';
import { listed } from '../text/words.ts';
import { serversByPublisher } from './publisher-keys.ts';
import { toolsOf, type ToolsOf } from './tools-of.ts';
import { OWN_FILE } from '../sources/registry-name.ts';

export const BROWSE_WAYS = ['level', 'tool-level', 'category', 'mix', 'registry', 'publisher', 'attack'] as const;
export type BrowseWay = (typeof BROWSE_WAYS)[number];

/** Servers that have something in common. */
export interface ServerSet {
  way: BrowseWay;
  /** Part of its address. */
  key: string;
  /** In a few words, for a link. Of a publisher it is the servers' own word. */
  label: string;
  /** For a heading. */
  title: string;
  /** What they have in common, as a sentence. */
  meaning: string;
  /** In the order of their slugs. */
  servers: ServerLine[];
  /** Of all kinds, or of the one that the set is about. */
  tools: number;
  of?: ToolsOf;
  /** How many of the tools of one of them the set is about, where lines do not count these themselves. */
  fitting?: (server: ServerLine) => number;
  /** The page of what they have in common, where there is one. */
  about?: string;
}

/** Servers by the worst level of their tools; those without tools are in none. */
export function setsByLevel({ servers }: CatalogueLists): ServerSet[] {
  const worstOf = ({ counts }: ServerLine) => ALL_LEVELS.find((level) => counts.byLevel[level] > 0);
  return ALL_LEVELS.map((level) => {
    const having = servers.filter((server) => worstOf(server) === level);
    const unclassified = level === 'Unclassified';
    return serverSet('level', level.toLowerCase(), having, {
      label: level,
      title: unclassified ? 'Servers whose tools are all Unclassified' : `Servers whose worst tool is ${level}`,
      meaning: unclassified
        ? 'None of their tools could be given a verdict.'
        : level === 'Critical'
          ? 'At least one of their tools is Critical.'
          : `At least one of their tools is ${level}, and none is worse.`,
    });
  });
}

const EACH_HAS_ONE = 'Each has at least one, whatever its other tools are. The number of them leads to these tools.';

/** Servers by each level that any of their tools has; most are in several. */
export const setsByToolLevel = ({ servers }: CatalogueLists): ServerSet[] =>
  ALL_LEVELS.map((level) => {
    const what = level === 'Unclassified' ? 'unclassified' : `${level} risk`;
    return setOf('tool-level', level, { level }, servers, {
      title: `Servers with ${what} tools`,
      meaning: EACH_HAS_ONE,
    });
  });

/** Servers by each category that any of their tools has; most are in several. */
export const setsByCategory = ({ servers }: CatalogueLists): ServerSet[] =>
  ALL_CATEGORIES.map((category) =>
    setOf('category', category, { category }, servers, {
      title: `Servers with ${category} tools`,
      meaning: EACH_HAS_ONE,
    }),
  );

function setOf(
  way: BrowseWay,
  label: string,
  of: ToolsOf,
  servers: readonly ServerLine[],
  words: Pick<ServerSet, 'title' | 'meaning'>,
): ServerSet {
  const having = servers.filter((server) => toolsOf(server, of) > 0);
  const set = serverSet(way, label.toLowerCase(), having, { label, ...words });
  return { ...set, of, tools: having.reduce((sum, server) => sum + toolsOf(server, of), 0) };
}

/** Servers by the categories that their tools have, all of them together; most servers first. */
export function setsByMix({ servers }: CatalogueLists): ServerSet[] {
  const mixes = Map.groupBy(servers, ({ counts }) =>
    ALL_CATEGORIES.filter((category) => counts.byCategory[category] > 0).join('-'),
  );
  return Array.from(mixes, ([mix, having]) => {
    if (mix === '') {
      return serverSet('mix', 'none', having, {
        label: 'No tools known',
        title: 'Servers whose tools are not known',
        meaning: 'They were not launched yet, could not be listed, or list no tools; each says why.',
      });
    }
    const categories = mix.split('-');
    const only = categories.length === 1 ? ' only' : '';
    return serverSet('mix', mix.toLowerCase(), having, {
      label: `${categories.join(' + ')}${only}`,
      title: `Servers with ${listed(categories)} tools${only}`,
      meaning:
        only === ''
          ? `They have tools of each of these categories: ${listed(categories)}; and of no other.`
          : `All of their tools are ${categories[0]}.`,
    });
  }).sort((a, b) => b.servers.length - a.servers.length || (a.key < b.key ? -1 : 1));
}

/** The key of a registry in addresses; the operator's files are one, since their ids are paths on a machine. */
export const registryKey = ({ registry, about }: Pick<RegistryOverview, 'registry' | 'about'>): string =>
  about === undefined ? FILES : publicRegistry(registry);

/** Servers by the registries that list them; one can be in several. */
export function setsByRegistry(
  { servers, registries }: CatalogueLists,
  slugs: ReadonlyMap<string, readonly string[]>,
): ServerSet[] {
  const keys = new Map<string, { title: string; slugs: Set<string> }>();
  for (const registry of registries) {
    const key = registryKey(registry);
    const known = keys.get(key) ?? { title: registry.about?.title ?? OWN_FILE, slugs: new Set() };
    for (const slug of slugs.get(registry.registry) ?? []) known.slugs.add(slug);
    keys.set(key, known);
  }
  return Array.from(keys, ([key, { title, slugs: having }]) =>
    serverSet(
      'registry',
      key,
      servers.filter(({ slug }) => having.has(slug)),
      { label: title, title: `Servers of ${title}`, meaning: 'They are listed there now, and not taken down.' },
    ),
  );
}

/** Servers by the attack patterns that apply to any of their tools, in the order of the patterns. */
export function setsByAttack(
  { servers }: Pick<CatalogueLists, 'servers'>,
  patterns: readonly AttackPattern[],
  totals: AttackTotals,
): ServerSet[] {
  return patterns.map((pattern) => {
    const total = totals.get(pattern.slug)!;
    const having = new Set(total.slugs);
    const fitting = ({ slug }: ServerLine) => fittingTools(total, slug);
    const set = serverSet(
      'attack',
      pattern.slug,
      servers.filter(({ slug }) => having.has(slug)),
      {
        label: pattern.title,
        title: `Servers whose access fits: ${pattern.title}`,
        meaning: 'The pattern applies to at least one of their tools; that does not say that they are vulnerable.',
      },
    );
    return { ...set, tools: total.tools, fitting, about: urlOf(pattern) };
  });
}

/** Servers by the namespace of their names, in the order of the keys; a server without one is in none. */
export const setsByPublisher = ({ servers }: CatalogueLists): ServerSet[] =>
  Array.from(serversByPublisher(servers), ([key, { publisher, servers: having }]) =>
    serverSet('publisher', key, having, {
      label: publisher,
      title: 'Servers of one publisher',
      meaning: 'Their names begin with the same namespace. A name is a claim: who owns it, only some registries check.',
    }),
  ).sort((a, b) => (a.key < b.key ? -1 : 1));

function serverSet(
  way: BrowseWay,
  key: string,
  servers: ServerLine[],
  words: Pick<ServerSet, 'label' | 'title' | 'meaning'>,
): ServerSet {
  return { way, key, ...words, servers, tools: servers.reduce((sum, { counts }) => sum + counts.tools, 0) };
}
