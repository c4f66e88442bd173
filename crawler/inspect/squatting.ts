import type { ServerFinding } from '../../catalog/model/server-finding.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { Server } from '../../catalog/store/servers.ts';
import { named } from '../classify/detections/named-list.ts';
import { editsBetween, isTransposed, nearNames } from './near-names.ts';
import { packageKind } from './package-kind.ts';
import { publisherKey, publisherOf } from './publisher.ts';

/** A name that a server uses: of a package, or of the account that it is published under. */
interface UsedName {
  kind: string;
  name: string;
  server: Server;
  publisher: string;
}

/** A word of so many letters is not another word by one letter that differs, is missing or stands twice. */
const SHORTEST = 6;
const NAMED = 5;
/** Users of one name that the users of a similar one are compared with. */
const MOST_COMPARED = 50;
/** What looks the same in many fonts. */
const CONFUSABLE: readonly [RegExp, string][] = [
  [/0/g, 'o'],
  [/[1i|]/g, 'l'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/5/g, 's'],
];

/**
 * D14 across the catalogue: names of packages and publishers that are almost those of a better established publisher. Which of
 * two is better established: the one whose name and repository agree, then the one that was seen first.
 */
export function squattingIn(store: Store): (serverId: number) => ServerFinding[] {
  const used = usedNames(store);
  const byName = new Map<string, UsedName[]>();
  for (const item of used) {
    const key = `${item.kind}\n${item.name}`;
    const known = byName.get(key);
    if (known === undefined) byName.set(key, [item]);
    else known.push(item);
  }
  const found = new Map<number, ServerFinding[]>();
  const kinds = [...new Set(used.map(({ kind }) => kind))].sort();
  for (const kind of kinds) {
    // Each name once, however many servers have it.
    const names = [...new Set(used.flatMap((item) => (item.kind === kind ? [item.name] : [])))];
    for (const { query, target } of nearNames(names, names, { distance: 2, shortest: SHORTEST })) {
      if (!resembles(query, target)) continue;
      const mine = byName.get(`${kind}\n${query}`) ?? [];
      const theirs = bestKnown(byName.get(`${kind}\n${target}`) ?? []);
      for (const own of mine) {
        const rivals = theirs.filter((other) => other.publisher !== own.publisher && isBetterKnown(other, own));
        const [first] = rivals;
        if (first === undefined) continue;
        const list = found.get(own.server.id) ?? [];
        found.set(own.server.id, list);
        list.push({
          rule: 'provenance',
          severity: 'low',
          message: `The ${kind} ${named(own.name)} is almost ${named(first.name)}, which ${named(first.server.name)} uses. They are of different publishers.`,
          evidence: [{ quote: own.name }, ...rivals.slice(0, NAMED).map(({ server }) => ({ server: server.slug }))],
        });
      }
    }
  }
  return (serverId) => found.get(serverId) ?? [];
}

/** The users of a name that others are compared with: some of each publisher, so that work stays linear in the servers. */
function bestKnown(users: readonly UsedName[]): UsedName[] {
  const perPublisher = new Map<string, number>();
  const kept = new Set<UsedName>();
  // The established ones first: whoever is not better known than another is left out rather than that one.
  for (const user of [...users.filter(isEstablished), ...users]) {
    const before = perPublisher.get(user.publisher) ?? 0;
    if (kept.has(user) || before >= NAMED || kept.size >= MOST_COMPARED) continue;
    perPublisher.set(user.publisher, before + 1);
    kept.add(user);
  }
  return users.filter((user) => kept.has(user));
}

function usedNames(store: Store): UsedName[] {
  return [...store.servers.all()].flatMap((server): UsedName[] => {
    if (server.status === 'deleted' || server.visibility === 'private' || server.identity.startsWith('import:'))
      return [];
    const publisher = publisherKey(server);
    const { namespace } = publisherOf(server);
    const packages = store.servers.packagesOf(server.id).slice(0, 20);
    return [
      ...packages.map(({ registryType, identifier }) => ({
        kind: packageKind(registryType),
        // Of an image, the part that is not the tag.
        name: identifier.toLowerCase().replace(/:[^:/]*$/, ''),
        server,
        publisher,
      })),
      ...(namespace === undefined
        ? []
        : [{ kind: 'account', name: namespace.slice(namespace.indexOf('/') + 1), server, publisher }]),
    ];
  });
}

/**
 * One word differs, by what typing or deceiving does: one letter, two that changed places, or letters that look the same. Not by
 * a number, a plural or a separator, which is how honest names differ.
 */
function resembles(a: string, b: string): boolean {
  const bare = (name: string) => name.replaceAll(/[\d._/@-]/g, '').replace(/s$/, '');
  if (
    CONFUSABLE.some(([pattern]) => a.replace(pattern, '') !== a || b.replace(pattern, '') !== b) &&
    plain(a) === plain(b)
  )
    return true;
  if (bare(a) === bare(b)) return false;
  const [left, right] = [a.split(/[^a-z]+/), b.split(/[^a-z]+/)];
  if (left.length !== right.length) return false;
  const different = left.flatMap((word, i) => (word === right[i] ? [] : [{ word, other: right[i] ?? '' }]));
  const [only, ...more] = different;
  if (only === undefined || more.length > 0 || Math.min(only.word.length, only.other.length) < SHORTEST) return false;
  return editsBetween(only.word, only.other, 1) !== undefined || isTransposed(only.word, only.other);
}

const plain = (name: string): string => CONFUSABLE.reduce((text, [pattern, as]) => text.replaceAll(pattern, as), name);

function isBetterKnown(a: UsedName, b: UsedName): boolean {
  if (isEstablished(a) !== isEstablished(b)) return isEstablished(a);
  return a.server.firstSeenAt <= b.server.firstSeenAt;
}

function isEstablished({ server }: UsedName): boolean {
  const { namespace, repository } = publisherOf(server);
  return namespace !== undefined && namespace === repository;
}
