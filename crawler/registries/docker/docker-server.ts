/** A server of the catalogue; fields as in https://github.com/docker/mcp-gateway/blob/main/pkg/catalog/types.go */
import { z } from 'zod';
import { looseArray } from '../../../catalog/model/loose-array.ts';
import type { ItemReader } from '../listed-record.ts';
import { ownName } from '../own-name.ts';
import { dockerTools } from './docker-tools.ts';

const text = (max: number) => z.string().max(max).nullish().catch(undefined);
/** YAML reads `8080` and `true` as what they look like. */
const scalar = z
  .union([z.string().max(5000), z.number(), z.boolean()])
  .transform(String)
  .nullish()
  .catch(undefined);

const Variable = z.object({
  /** The secret's own name, or the variable's. */
  name: z.string().max(200),
  /** The variable that holds a secret. */
  env: text(200),
  value: scalar,
  example: scalar,
  description: text(5000),
});
type Variable = z.infer<typeof Variable>;

const Server = z.object({
  type: z.enum(['server', 'remote', 'poci']),
  title: z.string().max(1000).nullish(),
  description: z.string().nullish(),
  image: text(500),
  source: text(2000),
  upstream: text(2000),
  dateAdded: z.unknown().optional(),
  command: looseArray(z.string().max(5000), 100).nullish().catch(undefined),
  secrets: looseArray(Variable, 200).nullish().catch(undefined),
  env: looseArray(Variable, 200).nullish().catch(undefined),
  remote: z
    .object({ url: text(2000), transport_type: text(50) })
    .nullish()
    .catch(undefined),
  sseEndpoint: text(2000),
  tools: z.unknown().optional(),
});
type Server = z.infer<typeof Server>;

/** Reads the record that stands under `key` in the catalogue. */
export const dockerServer = (key: string): ItemReader<typeof Server> => ({
  schema: Server,
  nativeId: () => key,
  toRecord: (item) => ({
    nativeId: key,
    listing: `https://hub.docker.com/mcp/server/${encodeURIComponent(key)}/overview`,
    // What stands in the catalogue itself: names alone for most servers, whole definitions for container tools.
    declaredTools: Array.isArray(item.tools) ? dockerTools(item.tools) : undefined,
    server: {
      name: ownName('docker', undefined, key),
      title: item.title,
      description: item.description,
      repository: repositoryOf(item),
      packages: item.type === 'server' && item.image ? [imageOf(item, item.image)] : [],
      remotes: remotesOf(item),
    },
  }),
});

function imageOf({ command, secrets, env }: Server, image: string) {
  return {
    registryType: 'oci',
    identifier: fullImage(image),
    transport: { type: 'stdio' },
    packageArguments: (command ?? []).map((value) =>
      // `{{name.key}}` is filled from the user's own settings.
      value.includes('{{') ? { type: 'positional', valueHint: value.slice(0, 200) } : { type: 'positional', value },
    ),
    environmentVariables: [
      ...(secrets ?? []).map((secret) => variableOf({ ...secret, name: secret.env ?? secret.name }, true)),
      ...(env ?? []).map((variable) => variableOf(variable, false)),
    ],
  };
}

function variableOf({ name, value, example, description }: Variable, isSecret: boolean) {
  const fixed = value !== null && value !== undefined && !value.includes('{{') && !isSecret;
  return {
    name,
    ...(description && { description }),
    ...(fixed ? { value } : { placeholder: example ?? undefined }),
    isRequired: isSecret || fixed,
    isSecret,
  };
}

/** Short names of images mean Docker Hub; the official registry writes the host out. */
function fullImage(image: string): string {
  const [first = ''] = image.split('/');
  return image.includes('/') && (/[.:]/.test(first) || first === 'localhost') ? image : `docker.io/${image}`;
}

function remotesOf({ remote, sseEndpoint }: Server) {
  if (remote?.url) return [{ type: remote.transport_type || 'streamable-http', url: remote.url }];
  return sseEndpoint ? [{ type: 'sse', url: sseEndpoint }] : [];
}

/** `source` names commit and folder: `https://github.com/owner/name/tree/<commit>/<folder>`. */
function repositoryOf({ source, upstream }: Server) {
  const parts = /^(https:\/\/github\.com\/[^/]+\/[^/]+)\/tree\/[^/]+(?:\/(.{1,500}))?$/.exec(source ?? '');
  if (parts !== null) return { url: parts[1]!, subfolder: parts[2] };
  const url = upstream || source;
  return url ? { url } : undefined;
}
