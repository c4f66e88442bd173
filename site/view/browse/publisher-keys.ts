import { isReserved } from '../../../catalog/reserved-name.ts';
import { freeSlug, slugSuffix } from '../../../catalog/slug.ts';
import type { ServerLine } from '../lists/server-line.ts';

/** What stands in front of the first slash of a server's name. Nobody has checked it unless a registry did. */
export function publisherOf(name: string): string | undefined {
  const slash = name.indexOf('/');
  // In an address it is the scheme, which publishes nothing.
  return slash > 0 && slash < name.length - 1 && name[slash - 1] !== ':' ? name.slice(0, slash) : undefined;
}

const isOrdinary = (publisher: string): boolean =>
  /^[a-z0-9](?:[a-z0-9.-]{0,78}[a-z0-9])?$/.test(publisher) && !isReserved(publisher);

/** The key that a publisher wants: his name where an address can hold it, or what is readable of it with a hash. */
export function publisherKey(publisher: string): string {
  if (isOrdinary(publisher)) return publisher;
  const readable = publisher
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${readable || 'publisher'}-${slugSuffix(publisher)}`;
}

/**
 * The servers of each publisher by their keys. Two publishers never share one, whatever they are called: a name can be the key of
 * another publisher (`acme-37036cd8`), and a hash of eight digits can be searched for. The one that the catalogue has known for
 * longer keeps the key, so that nobody takes over a page that is there.
 */
export function serversByPublisher(
  servers: readonly ServerLine[],
): Map<string, { publisher: string; servers: ServerLine[] }> {
  const publishers = Map.groupBy(servers, ({ name }) => publisherOf(name));
  publishers.delete(undefined);
  const known = Array.from(publishers, ([publisher, having]) => ({
    publisher: publisher!,
    servers: having,
    since: having.reduce((first, { firstSeenAt }) => (firstSeenAt < first ? firstSeenAt : first), '~'),
    ordinary: isOrdinary(publisher!),
  })).sort(
    (a, b) =>
      compare(a.since, b.since) ||
      Number(b.ordinary) - Number(a.ordinary) ||
      // Of the same day and kind, any order that stays.
      compare(a.publisher, b.publisher),
  );
  const keys = new Map<string, { publisher: string; servers: ServerLine[] }>();
  for (const { publisher, servers: having } of known) {
    const key = freeSlug(publisherKey(publisher), publisher, (taken) => keys.has(taken));
    keys.set(key, { publisher, servers: having });
  }
  return keys;
}

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
