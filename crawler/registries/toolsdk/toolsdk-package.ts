/** One package of the index; fields as in https://github.com/toolsdk-ai/toolsdk-mcp-registry (counted in its files, 2026-07). */
import { z } from 'zod';
import { Rejected } from '../../../catalog/errors.ts';
import { cleanJson } from '../../../catalog/json-hygiene.ts';
import { firstIssue, looseArray } from '../../../catalog/model/loose-array.ts';
import { parseDeclaredTools } from '../../../catalog/parse-declared-tools.ts';
import { readItem, type ItemReader } from '../listed-record.ts';
import { ownName } from '../own-name.ts';
import type { ReadRecord } from '../read-record.ts';

/** How the index names a package. */
export const IndexLine = z.object({
  /** Below `packages/`, `<category>/<file>.json`; nothing that could lead elsewhere. */
  path: z.string().regex(/^[\w-]{1,100}\/[\w-][\w.-]{0,200}\.json$/, 'is no path of a package'),
  /** By name, when somebody could start it. */
  tools: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

const Package = z.object({
  name: z.string().max(1000).nullish(),
  description: z.string().nullish(),
  url: z.string().max(2000).nullish(),
  runtime: z.string().max(50).nullish(),
  packageVersion: z.string().max(255).nullish().catch(undefined),
  binArgs: looseArray(z.string().max(5000), 100).nullish().catch(undefined),
  env: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  remotes: looseArray(z.object({ type: z.string().max(50), url: z.string().max(2000) }), 20)
    .nullish()
    .catch(undefined),
});
type Package = z.infer<typeof Package>;

const Variable = z.object({ description: z.string().max(5000).nullish(), required: z.boolean().nullish() });

/** Where packages of a runtime come from; Go, Java and Docker ones name no place that can be told for sure. */
const REGISTRY_TYPES: Record<string, string> = { node: 'npm', python: 'pypi' };

/**
 * Reads a package: its line in the index and its own document.
 *
 * @param getDocument asks for the document of a path, `undefined` when there is none
 * @throws RetryLater from `getDocument`; what is wrong with the package itself is a refusal
 */
export async function readPackage(
  packageName: string,
  raw: unknown,
  getDocument: (path: string) => Promise<unknown>,
): Promise<ReadRecord> {
  const refuse = (reason: string) => ({ refused: [{ label: packageName, nativeId: packageName, reason }] });
  const unclean = cleanJson(raw);
  if (unclean !== undefined) return refuse(unclean);
  const line = IndexLine.safeParse(raw);
  if (!line.success) return refuse(firstIssue(line.error));
  const { path, tools } = line.data;
  try {
    const document = await getDocument(path);
    if (document === undefined) return refuse('its document is missing');
    const { entry, refused } = readItem(document, packageName, packageReader(packageName, path));
    const declaredTools = parseDeclaredTools(tools && Object.values(tools));
    return { entry: entry && { ...entry, ...(declaredTools && { declaredTools }) }, refused };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return refuse(`its document cannot be read: ${error.message}`);
  }
}

const packageReader = (packageName: string, path: string): ItemReader<typeof Package> => ({
  schema: Package,
  nativeId: () => packageName,
  toRecord: (item) => ({
    nativeId: packageName,
    listing: `https://github.com/toolsdk-ai/toolsdk-mcp-registry/blob/main/packages/${path}`,
    server: {
      name: nameOf(packageName),
      title: item.name,
      description: item.description,
      repository: item.url ? { url: item.url } : undefined,
      packages: packagesOf(packageName, item),
      remotes: item.remotes ?? [],
    },
  }),
});

function nameOf(packageName: string): string {
  const slash = packageName.indexOf('/');
  return slash === -1
    ? ownName('toolsdk', undefined, packageName)
    : ownName('toolsdk', packageName.slice(0, slash), packageName.slice(slash + 1));
}

function packagesOf(packageName: string, { runtime, packageVersion, binArgs, env, remotes }: Package) {
  const registryType = REGISTRY_TYPES[runtime ?? ''];
  // Records of remote servers carry the same fields, and a runtime that means nothing.
  if (registryType === undefined || (remotes?.length ?? 0) > 0) return [];
  return [
    {
      registryType,
      identifier: packageName,
      version: packageVersion,
      transport: { type: 'stdio' },
      packageArguments: (binArgs ?? []).map((value) => ({ type: 'positional', value })),
      environmentVariables: Object.entries(env ?? {}).map(([name, about]) => {
        const { description, required } = Variable.safeParse(about).data ?? {};
        return { name, ...(description && { description }), isRequired: required ?? false };
      }),
    },
  ];
}
