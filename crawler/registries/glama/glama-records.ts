/** The fields of Glama's records that are used (https://glama.ai/api/mcp/openapi.json). */
import { z } from 'zod';
import { parseDeclaredTools } from '../../../catalog/parse-declared-tools.ts';
import type { ItemReader } from '../listed-record.ts';
import { ownName } from '../own-name.ts';

export const GlamaPage = z.object({
  pageInfo: z.object({
    endCursor: z.string().max(2000).nullish(),
    hasNextPage: z.boolean().nullish(),
  }),
  servers: z.array(z.unknown()).max(1000).optional(),
  connectors: z.array(z.unknown()).max(1000).optional(),
});

const common = {
  id: z.string().max(200).nullish(),
  namespace: z.string().min(1).max(200),
  slug: z.string().min(1).max(200),
  name: z.string().max(1000).nullish(),
  description: z.string().nullish(),
  /** The record's own page. */
  url: z.string().max(2000).nullish(),
  tools: z.unknown().optional(),
};

const Server = z.object({
  ...common,
  spdxLicense: z
    .object({ name: z.string().max(100).nullish(), url: z.string().max(500).nullish() })
    .nullish()
    .catch(undefined),
  repository: z
    .object({ url: z.string().max(2000).nullish() })
    .nullish()
    .catch(undefined),
});

const Connector = z.object({
  ...common,
  connection: z
    .object({ url: z.string().max(2000), transport: z.string().max(50).nullish() })
    .nullish()
    .catch(undefined),
});

type Common = z.infer<z.ZodObject<typeof common>>;

/** `namespace/slug`; the shorter `id` is deprecated as a key. */
const keyOf = ({ namespace, slug }: { namespace?: unknown; slug?: unknown }) =>
  typeof namespace === 'string' && typeof slug === 'string' ? `${namespace}/${slug}` : undefined;

const recordOf = (kind: 'servers' | 'connectors', { namespace, slug, name, description, url, tools }: Common) => ({
  nativeId: `${kind}/${namespace}/${slug}`,
  listing: listingOf(kind, namespace, slug, url),
  declaredTools: parseDeclaredTools(tools),
  server: {
    name: ownName(kind === 'servers' ? 'glama' : 'glama-connector', namespace, slug),
    title: name,
    description,
  },
});

/** The terms ask for a link to the record, so there is always one: theirs when it leads to them, else the one they document. */
function listingOf(kind: string, namespace: string, slug: string, url: string | null | undefined): string {
  if (url && URL.canParse(url) && new URL(url).origin === 'https://glama.ai') return url;
  return `https://glama.ai/mcp/${kind}/${encodeURIComponent(namespace)}/${encodeURIComponent(slug)}`;
}

/** The identifier in `https://spdx.org/licenses/MIT.json`. */
const licenceOf = (url: string | null | undefined) =>
  /^https:\/\/spdx\.org\/licenses\/([A-Za-z0-9.+-]{1,100}?)(?:\.json|\.html)?$/.exec(url ?? '')?.[1];

const withKind = (kind: string, key: string | undefined) => (key === undefined ? undefined : `${kind}/${key}`);

export const glamaServer: ItemReader<typeof Server> = {
  schema: Server,
  nativeId: (raw) => withKind('servers', keyOf(raw)),
  toRecord(item) {
    const { server, ...record } = recordOf('servers', item);
    const url = item.repository?.url;
    const licence = licenceOf(item.spdxLicense?.url) ?? item.spdxLicense?.name ?? undefined;
    return { ...record, licence, server: { ...server, repository: url ? { url } : undefined } };
  },
};

export const glamaConnector: ItemReader<typeof Connector> = {
  schema: Connector,
  nativeId: (raw) => withKind('connectors', keyOf(raw)),
  toRecord(item) {
    const { server, ...record } = recordOf('connectors', item);
    const { connection } = item;
    const remotes = connection ? [{ type: connection.transport ?? 'streamable-http', url: connection.url }] : [];
    return { ...record, server: { ...server, remotes } };
  },
};
