import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { Rejected } from '../../catalog/errors.ts';
import { firstIssue } from '../../catalog/model/loose-array.ts';
import { Override } from '../../catalog/model/override.ts';
import type { StoredOverride } from '../../catalog/store/overrides.ts';

/** Where reviewed verdicts are kept; they come with Toolgate and are changed by pull request. */
export const OVERRIDES_FOLDER = path.resolve(import.meta.dirname, '../../data/overrides');

/**
 * Reads every `*.yaml` of a folder, each one override or a list of them.
 *
 * @throws Rejected naming file and item for anything that is no override, and for two that judge the same tool
 */
export function loadOverrides(folder: string = OVERRIDES_FOLDER): StoredOverride[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const found = new Map<string, StoredOverride>();
  for (const file of files) {
    for (const [index, item] of itemsOf(path.join(folder, file), file).entries()) {
      const parsed = Override.safeParse(item);
      if (!parsed.success) throw rejected(`${file}, item ${index + 1}: ${firstIssue(parsed.error)}`);
      const key = JSON.stringify([parsed.data.server, parsed.data.tool]);
      const earlier = found.get(key);
      if (earlier !== undefined) {
        throw rejected(
          `${file}, item ${index + 1}: ${parsed.data.tool} of ${parsed.data.server} is judged in ${earlier.file} too`,
        );
      }
      found.set(key, { ...parsed.data, file });
    }
  }
  return [...found.values()];
}

function itemsOf(at: string, file: string): unknown[] {
  try {
    const content: unknown = parse(readFileSync(at, 'utf8'));
    return Array.isArray(content) ? content : [content];
  } catch (cause) {
    throw rejected(`${file} is no YAML`, cause);
  }
}

const rejected = (message: string, cause?: unknown) =>
  new Rejected(`override ${message}`, { cause, hint: 'data/overrides/README.md describes the fields.' });
