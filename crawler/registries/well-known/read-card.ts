/**
 * Server cards, which a server's owner publishes on its own host. Two forms are in use: the one of SEP-1649
 * (https://github.com/modelcontextprotocol/modelcontextprotocol/issues/1649: `serverInfo`, `transport`, `tools`) and the one
 * that SEP-2127 ended with (https://modelcontextprotocol.io/seps/2127-mcp-server-cards: the fields of server.json, no tools).
 */
import { z } from 'zod';
import { cleanJson } from '../../../catalog/json-hygiene.ts';
import { parseDeclaredTools } from '../../../catalog/parse-declared-tools.ts';
import { readListed } from '../listed-record.ts';
import { ownName } from '../own-name.ts';
import type { ReadRecord } from '../read-record.ts';

const text = (max: number) => z.string().min(1).max(max).optional().catch(undefined);

const Card = z.object({
  name: text(200),
  title: text(1000),
  description: text(100_000),
  version: text(255),
  websiteUrl: text(2000),
  serverInfo: z
    .object({ name: text(1000), title: text(1000), version: text(255), description: text(100_000) })
    .optional()
    .catch(undefined),
  transport: z
    .object({ type: text(50), endpoint: text(2000) })
    .optional()
    .catch(undefined),
  remotes: z
    .array(z.object({ type: text(50), url: text(2000) }).catch({ type: undefined, url: undefined }))
    .max(100)
    .catch([]),
  tools: z.array(z.unknown()).optional().catch(undefined),
});

interface Remote {
  type: string;
  url: string;
}

const STREAMABLE = 'streamable-http';

/**
 * Reads the card of one host. A card speaks for its own host alone: addresses elsewhere are left out, its name is a
 * title only, and what it says of a repository is not read, so that no card can put itself into somebody else's server.
 *
 * @param remotes what the catalogue knows to be on this host, for a card that names no endpoint
 */
export function readCard(raw: unknown, origin: string, remotes: readonly string[]): ReadRecord {
  const refuse = (reason: string): ReadRecord => ({ refused: [{ label: origin, nativeId: origin, reason }] });
  const unclean = cleanJson(raw);
  if (unclean !== undefined) return refuse(unclean);
  const parsed = Card.safeParse(raw);
  if (!parsed.success) return refuse('is no server card');
  const card = parsed.data;
  const named = card.serverInfo?.name ?? card.name;
  if (named === undefined) return refuse('is a server card without a name');
  return readListed({
    nativeId: origin,
    server: {
      name: ownName('well-known', undefined, new URL(origin).host),
      title: card.title ?? card.serverInfo?.title ?? named,
      description: card.description ?? card.serverInfo?.description,
      version: card.version ?? card.serverInfo?.version,
      websiteUrl: card.websiteUrl,
      remotes: remotesOf(card, origin, remotes),
    },
    listing: cardUrl(origin).href,
    declaredTools: toolsOf(card.tools),
  });
}

/** Where a host publishes its card. */
export function cardUrl(origin: string): URL {
  return new URL('/.well-known/mcp/server-card.json', origin);
}

function remotesOf({ remotes, transport }: z.output<typeof Card>, origin: string, known: readonly string[]): Remote[] {
  const own = (type = STREAMABLE, url = ''): Remote[] => {
    if (url === '' || !URL.canParse(url, origin)) return [];
    const target = new URL(url, origin);
    return target.origin === origin && target.username === '' ? [{ type, url: target.href }] : [];
  };
  const listed = remotes.flatMap(({ type, url }) => own(type, url));
  if (listed.length > 0) return listed;
  if (transport?.endpoint !== undefined) return own(transport.type, transport.endpoint);
  // Of several servers on one host, it does not say which one it means.
  return known.length === 1 ? own(STREAMABLE, known[0]) : [];
}

/** `"dynamic"` in place of tools says that the server has more than it can list beforehand. */
function toolsOf(tools: readonly unknown[] | undefined) {
  const listed = tools?.filter((tool) => tool !== 'dynamic');
  return parseDeclaredTools(listed, listed?.length === tools?.length);
}
