/** A file of server.json records as a registry: the starter list, a dump of the official registry, a list of one's own. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Rejected } from '../../../catalog/errors.ts';
import { readRecord } from '../read-record.ts';
import type { Registry } from '../registry.ts';

/** The official registry's 66,000 version records are about 100 MB. */
const MAX_BYTES = 512 * 1024 * 1024;
/** Records per page, so that a large file is stored in steps. */
const PAGE_SIZE = 500;

/**
 * The adapter of one file: a JSON array of server.json records, `{"servers": […]}`, a single record, or one record per line
 * (`.jsonl`), each bare or as the official API wraps it (`{server, _meta}`); `.gz` is unpacked.
 */
export function fileRegistry(path: string): Registry {
  const base = resolve(path);
  return {
    id: fileRegistryId(base),
    base,
    incremental: false,
    async *list({ cursor, signal }) {
      const records = parseRecords(await readText(base), path);
      for (let start = Number(cursor ?? 0); start < records.length || start === 0; start += PAGE_SIZE) {
        signal.throwIfAborted();
        const page = records.slice(start, start + PAGE_SIZE).map((raw, i) => readRecord(raw, start + i));
        const next = start + PAGE_SIZE;
        yield {
          entries: page.flatMap((record) => record.entry ?? []),
          refused: page.flatMap((record) => record.refused),
          next: next < records.length ? String(next) : undefined,
        };
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

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw new Rejected(`${path} has ${size} bytes, more than ${MAX_BYTES}`);
    const bytes = await readFile(path);
    const plain = path.endsWith('.gz') ? await promisify(gunzip)(bytes, { maxOutputLength: MAX_BYTES }) : bytes;
    return plain.toString('utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    if (cause instanceof Rejected) throw cause;
    throw new Rejected(`cannot read ${path}`, { cause, hint: 'Give --from a file of server.json records.' });
  }
}

function parseRecords(text: string, path: string): unknown[] {
  if (/\.(jsonl|ndjson)(\.gz)?$/i.test(path)) {
    return text
      .split('\n')
      .flatMap((line, i) => (line.trim() === '' ? [] : [parseJson(line, `${path} line ${i + 1}`)]));
  }
  const value = parseJson(text, path);
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null && 'servers' in value && Array.isArray(value.servers))
    return value.servers;
  if (typeof value === 'object' && value !== null && ('name' in value || 'server' in value)) return [value];
  throw new Rejected(`${path} holds no server.json records`, {
    hint: 'Expected an array of records, {"servers": […]}, or a single record.',
  });
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Rejected(`${where} is no JSON`, { cause });
  }
}
