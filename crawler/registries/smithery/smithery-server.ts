/** A server, list item and detail in one (https://smithery.ai/docs/api-reference/servers/get-a-server). */
import { z } from 'zod';
import { looseArray } from '../../../catalog/model/loose-array.ts';
import { parseDeclaredTools } from '../../../catalog/parse-declared-tools.ts';
import type { ItemReader } from '../listed-record.ts';
import { ownName } from '../own-name.ts';

const address = z.string().max(2000).nullish();

const Connection = z.discriminatedUnion('type', [
  z.object({ type: z.literal('http'), deploymentUrl: address }),
  z.object({ type: z.literal('stdio'), bundleUrl: address }),
]);

const Server = z.object({
  qualifiedName: z.string().min(1).max(200),
  displayName: z.string().max(1000).nullish(),
  description: z.string().nullish(),
  homepage: z.string().max(2000).nullish().catch(undefined),
  createdAt: z.unknown().optional(),
  connections: looseArray(Connection, 50).nullish().catch(undefined),
  tools: z.unknown().optional(),
});
type Server = z.infer<typeof Server>;

export const smitheryServer: ItemReader<typeof Server> = {
  schema: Server,
  nativeId: ({ qualifiedName }) => qualifiedName,
  toRecord: (item) => ({
    nativeId: item.qualifiedName,
    listing: `https://smithery.ai/server/${item.qualifiedName.split('/').map(encodeURIComponent).join('/')}`,
    declaredTools: parseDeclaredTools(item.tools),
    server: {
      name: nameOf(item.qualifiedName),
      title: item.displayName,
      description: item.description,
      ...homeOf(item),
      packages: bundlesOf(item),
      remotes: (item.connections ?? []).flatMap((connection) =>
        connection.type === 'http' && connection.deploymentUrl
          ? [{ type: 'streamable-http', url: connection.deploymentUrl }]
          : [],
      ),
    },
  }),
};

function nameOf(qualifiedName: string): string {
  const slash = qualifiedName.indexOf('/');
  return slash === -1
    ? ownName('smithery', undefined, qualifiedName)
    : ownName('smithery', qualifiedName.slice(0, slash), qualifiedName.slice(slash + 1));
}

/** A home page that is a repository says where the code is; the API has no field for it. */
function homeOf({ homepage }: Server) {
  if (!homepage) return {};
  const repository = /^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/?$/.test(homepage);
  return repository ? { repository: { url: homepage } } : { websiteUrl: homepage };
}

function bundlesOf({ connections }: Server) {
  return (connections ?? []).flatMap((connection) =>
    connection.type === 'stdio' && connection.bundleUrl
      ? [{ registryType: 'mcpb', identifier: connection.bundleUrl, transport: { type: 'stdio' } }]
      : [],
  );
}
