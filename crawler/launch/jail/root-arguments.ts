import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import path from 'node:path';

/** What the sandbox makes itself: devices, processes, empty writable folders. */
const OWN = new Set(['proc', 'dev', 'sys', 'tmp', 'run']);

/** More entries in the root of a system than this are nonsense; real ones have some 20. */
const MAX_ENTRIES = 500;

/**
 * Options of bubblewrap that show the files of a folder in the place of the system's, read-only and one by one, so that
 * links in its root are made anew inside the jail and followed nowhere else.
 */
export function rootArguments(root: string): string[] {
  const names = readdirSync(root).slice(0, MAX_ENTRIES);
  return names.flatMap((name) => {
    const source = path.join(root, name);
    const stats = lstatSync(source);
    const target = `/${name}`;
    if (OWN.has(name)) return [];
    // A home that is no folder would be in the way of the sandbox's own.
    if (name === 'home' && !stats.isDirectory()) return [];
    if (stats.isSymbolicLink()) return ['--symlink', readlinkSync(source), target];
    return stats.isDirectory() || stats.isFile() ? ['--ro-bind', source, target] : [];
  });
}
