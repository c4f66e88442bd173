import { z } from 'zod';
import { cleanJson } from '../../../catalog/json-hygiene.ts';
import { readItem } from '../listed-record.ts';
import { ownName } from '../own-name.ts';
import type { ReadRecord } from '../read-record.ts';

/** A plain package name; it stands in a path, so `..` must not pass. */
const PackageName = z
  .string()
  .max(214)
  .regex(/^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/, 'is no package name');

const optionalText = (max: number) => z.string().max(max).optional().catch(undefined);

/** One result of the search. */
const Found = z.object({
  package: z.object({
    name: PackageName,
    version: z.string().min(1).max(255),
    description: optionalText(100_000),
    date: optionalText(50),
    links: z
      .object({ npm: optionalText(2000), homepage: optionalText(2000), repository: optionalText(2000) })
      .catch({ npm: undefined, homepage: undefined, repository: undefined }),
  }),
});

/** What the package's own manifest adds. */
const Manifest = z.object({
  name: z.string(),
  version: z.string().max(255).optional().catch(undefined),
  mcpName: z
    .string()
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/)
    .optional()
    .catch(undefined),
  repository: z
    .object({ directory: optionalText(500) })
    .optional()
    .catch(undefined),
  deprecated: z
    .union([z.string().max(1000), z.boolean()])
    .optional()
    .catch(undefined),
});

/** Name and date of a search result, as far as they can be read. */
export function headOf(raw: unknown): { name: string; date?: string | undefined } | undefined {
  const found = Found.safeParse(raw);
  return found.success ? found.data.package : undefined;
}

/**
 * A record from a search result and the manifest of its latest version. `mcpName` is what the package says of itself, so it
 * is kept as a claim.
 *
 * @param manifest `undefined` when it could not be read: the search result alone makes a record too
 */
export function toRecord(raw: unknown, manifest: unknown, position: string): ReadRecord {
  const own = cleanJson(manifest) === undefined ? Manifest.safeParse(manifest) : undefined;
  const name = headOf(raw)?.name;
  const extra = own?.success === true && own.data.name === name ? own.data : undefined;
  const record = readItem(raw, position, {
    schema: Found,
    nativeId: (item) => (item['package'] as { name?: unknown } | undefined)?.name,
    toRecord: ({ package: found }) => ({
      nativeId: found.name,
      status: isDeprecated(extra?.deprecated) ? ('deprecated' as const) : ('active' as const),
      statusMessage: typeof extra?.deprecated === 'string' ? extra.deprecated || undefined : undefined,
      updatedAt: found.date,
      listing: webUrl(found.links.npm),
      server: {
        name: nameOf(found.name),
        description: found.description,
        version: extra?.version ?? found.version,
        websiteUrl: found.links.homepage,
        repository: repositoryOf(found.links.repository, extra?.repository?.directory),
        packages: [
          {
            registryType: 'npm',
            identifier: found.name,
            version: extra?.version ?? found.version,
            transport: { type: 'stdio' },
          },
        ],
      },
    }),
  });
  if (record.entry === undefined || extra?.mcpName === undefined) return record;
  return { ...record, entry: { ...record.entry, claimedName: extra.mcpName } };
}

const isDeprecated = (value: string | boolean | undefined) =>
  value === true || (typeof value === 'string' && value !== '');

function nameOf(identifier: string): string {
  const [scope = '', name] = identifier.split('/');
  return name === undefined ? ownName('npm', undefined, identifier) : ownName('npm', scope, name);
}

function repositoryOf(url: string | undefined, subfolder: string | undefined) {
  const clean = webUrl(url?.replace(/^git\+/, ''));
  return clean === undefined ? undefined : { url: clean, subfolder };
}

const webUrl = (url: string | undefined) =>
  url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;
