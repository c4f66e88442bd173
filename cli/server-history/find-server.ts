import { Rejected } from '../../catalog/errors.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { Server } from '../../catalog/store/servers.ts';
import { editsBetween } from '../../crawler/inspect/near-names.ts';

/** Suggestions for a name that nothing has, and servers that are named when several fit. */
const SUGGESTED = 5;
/** Letters that a typing mistake may change. */
const MOST_EDITS = 3;

/** A server with everything that it can be asked for by. */
interface Known {
  server: Server;
  /** Identifiers of its packages, and keys of its registry records. */
  ids: string[];
  /** Repository, website and remotes, as {@link plainUrl}. */
  urls: string[];
}

/**
 * Finds a server by its name, slug, the identifier of a package (with or without a version), the key of a registry's record, or
 * the address of its repository, remote or page. Servers that are hidden are found too: an operator asks why they are.
 *
 * @throws Rejected when there is none, with those that look alike, or when there are several
 */
export function findServer(store: Store, asked: string): Server {
  const wanted = asked.trim();
  if (wanted === '')
    throw new Rejected('the name of the server is empty', { hint: 'Give a name, a slug, a package or an address.' });
  const direct = store.servers.byName(wanted) ?? store.servers.bySlug(wanted);
  if (direct !== undefined) return direct;
  const known = [...store.servers.all()].map((server) => describe(store, server));
  const found = known.filter((one) => isMeant(one, wanted)).map(({ server }) => server);
  const shown = found.filter(({ status }) => status !== 'deleted');
  const [first, ...others] = shown.length > 0 ? shown : found;
  if (first !== undefined && others.length === 0) return first;
  if (first !== undefined) {
    const names = [first, ...others].map(({ name }) => name);
    throw new Rejected(`${names.length} servers go by ${wanted}`, {
      hint: `Say which one: ${names.slice(0, SUGGESTED).join(', ')}${names.length > SUGGESTED ? ' …' : ''}`,
    });
  }
  const alike = suggestions(known, wanted);
  throw new Rejected(`the catalogue has no server ${wanted}`, {
    hint:
      alike.length > 0
        ? `Did you mean ${alike.join(', ')}?`
        : 'Give a name, a slug, a package or an address; `toolgate status` says what the catalogue holds.',
  });
}

function describe(store: Store, server: Server): Known {
  const entries = store.registries.entriesOf(server.id);
  const remotes = store.servers.remotesOf(server.id);
  return {
    server,
    ids: [...store.servers.packagesOf(server.id).map((one) => one.identifier), ...entries.map((one) => one.nativeId)],
    urls: [server.repositoryUrl, server.websiteUrl, ...remotes.map(({ url }) => url)].flatMap((url) =>
      url === null ? [] : [plainUrl(url)],
    ),
  };
}

function isMeant({ server, ids, urls }: Known, wanted: string): boolean {
  const lower = wanted.toLowerCase();
  const unversioned = lower.replace(/(?<=.)@[^@/]*$/, '');
  if (server.name.toLowerCase() === lower) return true;
  if (ids.some((id) => id.toLowerCase() === lower || id.toLowerCase() === unversioned)) return true;
  if (!/^(https?|git|ssh)(\+https?)?:/i.test(wanted)) return false;
  const url = plainUrl(wanted);
  return urls.includes(url) || new RegExp(`/tools/${escaped(server.slug)}(/|$)`, 'i').test(url);
}

const escaped = (slug: string): string => slug.replaceAll(/[^a-z0-9]/gi, String.raw`\$&`);

/** An address without what two spellings of it differ in. */
function plainUrl(url: string): string {
  return url
    .slice(0, 2_000)
    .toLowerCase()
    .replace(/^(git\+)?(https?|git|ssh):\/\/(www\.)?/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
    .replace(/\.git$/, '');
}

/** The names nearest to what was typed: those that contain it, and those a few letters away. */
function suggestions(known: readonly Known[], wanted: string): string[] {
  const text = wanted.toLowerCase().slice(0, 200);
  const tail = (name: string) => name.slice(name.lastIndexOf('/') + 1);
  const scored = known
    .filter(({ server }) => server.status !== 'deleted')
    .flatMap(({ server: { name, slug }, ids }) => {
      const spellings = [name, slug, tail(name), ...ids, ...ids.map(tail)].map((one) => one.toLowerCase());
      const edits = [text, tail(text)].flatMap((one) =>
        spellings.flatMap((spelling) => editsBetween(one, spelling, Math.min(MOST_EDITS, one.length >> 2)) ?? []),
      );
      const contains =
        text.length > 2 && spellings.some((spelling) => spelling.includes(tail(text)) && tail(text) !== '');
      const score = Math.min(...edits, contains ? MOST_EDITS + 1 : Infinity);
      return score === Infinity ? [] : [{ name, score }];
    });
  return scored
    .toSorted((a, b) => a.score - b.score || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, SUGGESTED)
    .map(({ name }) => name);
}
