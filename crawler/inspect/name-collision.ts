import type { ServerFinding } from '../../catalog/model/server-finding.ts';
import type { Severity } from '../../catalog/model/detections.ts';
import { named } from '../classify/detections/named-list.ts';
import type { CatalogueIndex } from './catalogue-index.ts';
import { MOST_SERVERS_NAMED, type IndexedServer } from './indexed-server.ts';
import type { OutsideMention } from './outside-mentions.ts';

/** Words that turn a mention into a change of what the other tool does. */
const REDIRECTS =
  /\b(?:bcc|redirect|reroute|intercept|override|overrides|supersede|supersedes|replaces?|modif(?:y|ies) the behaviou?r|instead of|in place of)\b/i;
const ORDERS = /\b(?:always|must|never|first|before|whenever|mandatory|required)\b/i;

/** A server has at most so many findings of one kind; the first ones say it all. */
const MOST = 20;
const NAMED = 5;
/** Below what is known of one text at most, so that "more than" is always true. */
const MANY = MOST_SERVERS_NAMED / 2;

/** D7: mentions of other servers' tools, texts that other servers have word for word, names that are almost another's. */
export function nameCollisions(index: CatalogueIndex, server: IndexedServer): ServerFinding[] {
  return [
    ...index.mentionsOf(server.id).slice(0, MOST).map(mentionFinding),
    ...index.lookAlikesOf(server.id).slice(0, MOST).map(lookAlikeFinding),
    ...cloneFinding(index, server),
  ];
}

function mentionFinding({ tool, field, name, around, servers }: OutsideMention): ServerFinding {
  const severity: Severity = REDIRECTS.test(around) ? 'medium' : ORDERS.test(around) ? 'low' : 'info';
  return {
    rule: 'name-collision',
    severity,
    message: `The text speaks of a tool ${named(name)}, which this server does not list; ${listed(servers)} a tool of that name.`,
    tool,
    evidence: [{ field, quote: name }, ...servers.slice(0, NAMED).map(({ slug }) => ({ server: slug, tool: name }))],
  };
}

function lookAlikeFinding({
  tool,
  word,
  resembles,
  target,
  servers,
}: ReturnType<CatalogueIndex['lookAlikesOf']>[number]): ServerFinding {
  return {
    rule: 'name-collision',
    severity: 'info',
    message: `The name is almost ${named(target)} (${named(word)} for ${named(resembles)}), which ${listed(servers)}. It may be a misspelling.`,
    tool,
    evidence: [
      { field: '/name', quote: tool },
      ...servers.slice(0, NAMED).map(({ slug }) => ({ server: slug, tool: target })),
    ],
  };
}

function cloneFinding(index: CatalogueIndex, server: IndexedServer): ServerFinding[] {
  const clones = index.clonesOf(server.id);
  if (clones.length === 0) return [];
  const shared = new Map<IndexedServer, number>();
  for (const { servers } of clones) for (const other of servers) shared.set(other, (shared.get(other) ?? 0) + 1);
  const [closest] = [...shared].sort(([a, n], [b, m]) => m - n || (a.slug < b.slug ? -1 : 1));
  if (closest === undefined) return [];
  const [other, common] = closest;
  const more = shared.size - 1;
  const also = more === 0 ? '' : `; ${others(more)} ${more === 1 ? 'has' : 'have'} such copies too`;
  return [
    {
      rule: 'name-collision',
      severity: 'info',
      message: `${ofTools(common, server.tools.length)} the same name and description, word for word, as ${common === 1 ? 'a tool' : 'tools'} of ${named(other.name)}${also}. Forks and copies are common; which one was first is not known here.`,
      evidence: clones
        .filter(({ servers }) => servers.includes(other))
        .slice(0, NAMED)
        .map(({ tool }) => ({ server: other.slug, tool })),
    },
  ];
}

const ofTools = (some: number, all: number): string =>
  all === 1 ? 'Its only tool has' : `${some} of its ${all} tools ${some === 1 ? 'has' : 'have'}`;

function listed(servers: readonly IndexedServer[]): string {
  const [first, ...more] = servers.toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
  const name = first === undefined ? 'another server' : named(first.name);
  return more.length === 0 ? `${name} lists` : `${name} and ${others(more.length)} list`;
}

/** How many others, roughly: one more fork of a server that has dozens must not change what is said of all of them. */
const others = (count: number): string =>
  count === 1 ? 'one other server' : count <= MANY ? 'several other servers' : `more than ${MANY} other servers`;
