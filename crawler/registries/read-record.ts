import { z } from 'zod';
import { cleanJson } from '../../catalog/json-hygiene.ts';
import { firstIssue } from '../../catalog/model/loose-array.ts';
import { EntryStatus, type RegistryEntry } from '../../catalog/model/registry-entry.ts';
import { PackageSpec, RemoteSpec, ServerJson } from '../../catalog/model/server-json.ts';
import type { RefusedEntry } from '../../catalog/store/registries.ts';

/** What the official registry says about a record, beside the record; what cannot be read counts as not said. */
const OfficialMeta = z
  .object({
    status: EntryStatus.catch('active'),
    statusMessage: z.string().min(1).max(1000).optional().catch(undefined),
    updatedAt: z.iso.datetime({ offset: true }).transform(toUtc).optional().catch(undefined),
    isLatest: z.boolean().optional().catch(undefined),
  })
  .catch({ status: 'active' });

const OFFICIAL = 'io.modelcontextprotocol.registry/official';

const Wrapped = z.object({
  server: z.unknown(),
  _meta: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

export interface ReadRecord {
  /** Absent when the record is unreadable, or an older version of a server. */
  entry?: RegistryEntry;
  refused: RefusedEntry[];
}

/**
 * Reads one record, either a bare server.json or the registry's `{server, _meta}`. Packages and remotes that cannot be read
 * are left out and reported one by one; anything else that is not of its type refuses the record.
 *
 * @param raw parsed JSON, cleaned in place
 * @param position where it stands (`line 3`), the label of a refusal when it has no name
 * @param metaKey under which the registry says what it knows of the record itself; a sub-registry has one of its own
 */
export function readRecord(raw: unknown, position: string, metaKey: string = OFFICIAL): ReadRecord {
  const unclean = cleanJson(raw);
  if (unclean !== undefined) return { refused: [{ label: position, reason: unclean }] };
  const wrapped = Wrapped.safeParse(raw);
  const isWrapped = wrapped.success && wrapped.data.server !== undefined;
  const record = isWrapped ? wrapped.data.server : raw;
  const meta = OfficialMeta.parse(
    isWrapped ? (wrapped.data._meta?.[metaKey] ?? wrapped.data._meta?.[OFFICIAL]) : undefined,
  );
  // A dump of the official registry holds every version of a server; only the latest one stands for it.
  if (meta.isLatest === false) return { refused: [] };

  const parsed = ServerJson.safeParse(record);
  if (!parsed.success) {
    const nativeId = nameOf(record);
    return { refused: [{ label: nativeId ?? position, nativeId, reason: firstIssue(parsed.error) }] };
  }
  const server = parsed.data;
  const { status, statusMessage, updatedAt } = meta;
  return {
    entry: { nativeId: server.name, status, statusMessage, updatedAt, server },
    refused: refusedParts(record, server),
  };
}

/** The packages and remotes that the lenient schema dropped, with the reason for each. */
function refusedParts(record: unknown, server: ServerJson): RefusedEntry[] {
  const raw = record as { packages?: unknown; remotes?: unknown };
  const nativeId = server.name;
  const refusedOf = (part: 'package' | 'remote', list: unknown, kept: number, schema: z.ZodType) => {
    if (!Array.isArray(list) || list.length === kept) return [];
    return list.flatMap((value: unknown, i): RefusedEntry[] => {
      const parsed = schema.safeParse(value);
      if (parsed.success) return [];
      return [{ label: `${nativeId} ${part} ${i + 1}`, nativeId, reason: firstIssue(parsed.error) }];
    });
  };
  return [
    ...refusedOf('package', raw.packages, server.packages.length, PackageSpec),
    ...refusedOf('remote', raw.remotes, server.remotes.length, RemoteSpec),
  ];
}

/** In UTC with milliseconds, so that dates compare as text whatever zone and precision they came in. */
function toUtc(date: string): string | undefined {
  const ms = Date.parse(date);
  // Years of more than four digits are written with a sign and would not compare.
  return ms >= 0 && ms < Date.UTC(10_000) ? new Date(ms).toISOString() : undefined;
}

function nameOf(record: unknown): string | undefined {
  const name = typeof record === 'object' && record !== null && 'name' in record ? record.name : undefined;
  return typeof name === 'string' && name !== '' ? name.slice(0, 200).toWellFormed() : undefined;
}
