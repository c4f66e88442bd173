import { z } from 'zod';
import { cleanJson } from '../../catalog/json-hygiene.ts';
import { firstIssue } from '../../catalog/model/loose-array.ts';
import { EntryStatus, type RegistryEntry } from '../../catalog/model/registry-entry.ts';
import { PackageSpec, RemoteSpec, ServerJson } from '../../catalog/model/server-json.ts';
import type { RefusedRecord } from './registry.ts';

/** What the official registry says about a record, beside the record. */
const OfficialMeta = z.object({
  status: EntryStatus.catch('active'),
  statusMessage: z.string().max(1000).optional().catch(undefined),
  updatedAt: z.iso.datetime({ offset: true }).optional().catch(undefined),
  isLatest: z.boolean().optional().catch(undefined),
});

const OFFICIAL = 'io.modelcontextprotocol.registry/official';

const Wrapped = z.object({ server: z.unknown(), _meta: z.record(z.string(), z.unknown()).optional() });

export interface ReadRecord {
  /** Absent when the record is unreadable, or an older version of a server. */
  entry?: RegistryEntry;
  refused: RefusedRecord[];
}

/**
 * Reads one record, either a bare server.json or the registry's `{server, _meta}`. Parts that cannot be read (a package, a
 * remote) are left out and reported; only a record without a usable name or description is refused whole.
 *
 * @param raw parsed JSON, cleaned in place
 * @param index position in its list, for the label of a refusal
 */
export function readRecord(raw: unknown, index: number): ReadRecord {
  const unclean = cleanJson(raw);
  if (unclean !== undefined) return { refused: [{ label: `record ${index + 1}`, reason: unclean }] };
  const wrapped = Wrapped.safeParse(raw);
  const record = wrapped.success && wrapped.data.server !== undefined ? wrapped.data.server : raw;
  const parsed = ServerJson.safeParse(record);
  if (!parsed.success) return { refused: [{ label: labelOf(record, index), reason: firstIssue(parsed.error) }] };

  const meta = OfficialMeta.parse((wrapped.success && wrapped.data._meta?.[OFFICIAL]) || {});
  // A dump of the official registry holds every version of a server; only the latest one stands for it.
  if (meta.isLatest === false) return { refused: [] };
  const server = parsed.data;
  const { status, statusMessage, updatedAt } = meta;
  return {
    entry: { nativeId: server.name, status, statusMessage, updatedAt, server },
    refused: refusedParts(record, server),
  };
}

/** The packages and remotes that the lenient schema dropped, with the reason for each. */
function refusedParts(record: unknown, server: ServerJson): RefusedRecord[] {
  const raw = record as { packages?: unknown; remotes?: unknown };
  const refusedOf = (part: 'package' | 'remote', list: unknown, kept: number, schema: z.ZodType) => {
    if (!Array.isArray(list) || list.length === kept) return [];
    return list.flatMap((value: unknown, i) => {
      const parsed = schema.safeParse(value);
      return parsed.success ? [] : [{ label: `${server.name} ${part} ${i + 1}`, reason: firstIssue(parsed.error) }];
    });
  };
  return [
    ...refusedOf('package', raw.packages, server.packages.length, PackageSpec),
    ...refusedOf('remote', raw.remotes, server.remotes.length, RemoteSpec),
  ];
}

function labelOf(record: unknown, index: number): string {
  const name = typeof record === 'object' && record !== null && 'name' in record ? record.name : undefined;
  return typeof name === 'string' && name !== '' ? name.slice(0, 200) : `record ${index + 1}`;
}
