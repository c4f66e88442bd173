/** A file of server.json records as a registry: the starter list, a dump of the official registry, a list of one's own. */
import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { Rejected } from '../../../catalog/errors.ts';
import { readRecord, type ReadRecord } from '../read-record.ts';
import type { Registry } from '../registry.ts';
import { parseRecords } from './parse-records.ts';
import { readBytes } from './read-bytes.ts';

/** Records per page, so that a large file is stored in steps. */
const PAGE_SIZE = 500;

/**
 * The adapter of one file: a JSON array of server.json records, `{"servers": […]}`, a single record, or one record per line
 * (`.jsonl`, `.ndjson`), each bare or as the official API wraps it (`{server, _meta}`); gzip is unpacked. Of several records
 * with one name the newest counts, where they have dates, else the first. Its id comes from its path, so a file that was
 * moved is another registry.
 */
export function fileRegistry(path: string): Registry {
  const base = resolve(path);
  return {
    id: fileRegistryId(base),
    base,
    incremental: false,
    async *list({ cursor, signal }) {
      const bytes = await readBytes(base);
      const content = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
      const begin = cursor === undefined ? ['', '0', content] : /^(\d+) of (\w+)$/.exec(cursor);
      if (begin?.[2] !== content) throw new Rejected(`${base} has changed since it was read in part`);
      const records = await readRecords(bytes, base, signal);
      for (let start = Number(begin[1]); ; start += PAGE_SIZE) {
        signal.throwIfAborted();
        const page = records.slice(start, start + PAGE_SIZE);
        const next = start + PAGE_SIZE;
        const last = next >= records.length;
        yield {
          entries: page.flatMap((record) => record.entry ?? []),
          refused: page.flatMap((record) => record.refused),
          next: last ? undefined : `${next} of ${content}`,
        };
        if (last) return;
      }
    },
  };
}

/** `file:starter` for the list that comes with Toolgate; others get a suffix, because two files may share a name. */
function fileRegistryId(base: string): string {
  const stem = basename(base).replace(/\.(json|jsonl|ndjson)(\.gz)?$/i, '');
  if (base === resolve(import.meta.dirname, '../../../data/starter.json')) return 'file:starter';
  return `file:${stem}-${createHash('sha256').update(base).digest('hex').slice(0, 6)}`;
}

/** Every record in the order of the file, with the reason for each that does not count. */
async function readRecords(bytes: Buffer, path: string, signal: AbortSignal): Promise<ReadRecord[]> {
  const records: ReadRecord[] = [];
  /** Where the record stands that counts for a name. */
  const counts = new Map<string, number>();
  for await (const item of parseRecords(bytes, path)) {
    signal.throwIfAborted();
    if ('problem' in item) {
      records.push({ refused: [{ label: item.position, reason: item.problem }] });
      continue;
    }
    const record = readRecord(item.value, item.position);
    const nativeId = record.entry?.nativeId;
    const rival = nativeId === undefined ? undefined : counts.get(nativeId);
    if (nativeId === undefined) records.push(record);
    else if (rival === undefined) counts.set(nativeId, records.push(record) - 1);
    else if (dateOf(record) > dateOf(records[rival]!)) {
      records[rival] = second(nativeId);
      counts.set(nativeId, records.push(record) - 1);
    } else records.push(second(nativeId));
  }
  if (records.length > 0 && counts.size === 0 && records.every(({ refused }) => refused.length > 0)) {
    const { label, reason } = records[0]!.refused[0]!;
    throw new Rejected(`${path} holds no server.json record: ${label}: ${reason}`);
  }
  return records;
}

const dateOf = ({ entry }: ReadRecord) => entry?.updatedAt ?? '';

const second = (nativeId: string): ReadRecord => ({
  refused: [
    { label: nativeId, nativeId, reason: 'is a second record of the same name; the newest or first one counts' },
  ],
});
