import { Rejected } from '../../../catalog/errors.ts';
import { readJsonLines } from '../../../catalog/json-lines.ts';

/** A record of a file, or why it is none; `position` says where it stands. */
type FileRecord = { position: string; value: unknown } | { position: string; problem: string };

/**
 * The records of a file, as parsed JSON. A bad line of JSON Lines does not spoil the others.
 *
 * @throws Rejected for a JSON file that does not parse or holds something else
 */
export async function* parseRecords(bytes: Buffer, path: string): AsyncGenerator<FileRecord> {
  if (/\.(jsonl|ndjson)(\.gz)?$/i.test(path)) {
    for await (const { line, ...rest } of readJsonLines(once(bytes))) yield { position: `line ${line}`, ...rest };
    return;
  }
  const list = listOf(parseJson(bytes, path));
  if (list === undefined) {
    throw new Rejected(`${path} holds no server.json records`, {
      hint: 'Expected an array of records, {"servers": […]}, or a single record.',
    });
  }
  for (const [i, value] of list.entries()) yield { position: `record ${i + 1}`, value };
}

// readJsonLines reads streams; this one has its bytes already.
// oxlint-disable-next-line typescript/require-await
async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

function parseJson(bytes: Buffer, path: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Rejected(`${path} is no JSON`, {
      cause,
      hint: 'A file with one record per line must be called .jsonl or .ndjson.',
    });
  }
}

function listOf(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if ('servers' in value) return Array.isArray(value.servers) ? value.servers : undefined;
  return 'name' in value || 'server' in value ? [value] : undefined;
}
