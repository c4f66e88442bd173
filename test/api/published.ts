/** Reads an exported folder back, as a consumer would. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { PublishOptions } from '../../publish/publish.ts';
import { publishFolder } from '../publish-folder.ts';

/** The documents of a catalogue, published into a folder. */
export async function exportInto(folder: string, options: Omit<PublishOptions, 'output' | 'respects'>) {
  const { api, pruned } = await publishFolder(folder, { ...options, respects: ['documents'] });
  return { ...api, pruned };
}

/** Every file of a folder with the hash of its bytes, by its path; dot folders left out, as servers do. */
export function hashesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith('.'))
    .sort();
  const hash = (path: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
  return Object.fromEntries(files.map((path) => [path, hash(path)]));
}

/** Paths whose bytes differ between two listings of {@link hashesOf}. */
export function changedPaths(before: Record<string, string>, after: Record<string, string>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((path) => before[path] !== after[path]);
}

/** A file as text, unpacked; throws when its bytes are no UTF-8. */
export function readText(folder: string, url: string): string {
  const bytes = readFileSync(join(folder, url));
  const text = url.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text);
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the one place where tests say what a file holds
export function readJson<T = Record<string, unknown>>(folder: string, url: string): T {
  return JSON.parse(readText(folder, url)) as T;
}

export function readLines<T = Record<string, unknown>>(folder: string, url: string): T[] {
  const text = readText(folder, url);
  if (text !== '' && !text.endsWith('\n')) throw new Error(`${url} does not end with a line break`);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as T);
}
