import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it. Not by mkdir's own `recursive`: Node.js 24 never returns from it where a folder exists
 * but can have no children, as in /proc.
 *
 * @throws the file system's error
 */
export function makeFolder(path: string): void {
  if (existsSync(path) && !statSync(path).isDirectory()) throw new TypeError(`${path} is no folder`);
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.push(at);
  for (const folder of missing.toReversed()) {
    try {
      mkdirSync(folder);
    } catch (error) {
      // Another process may have been quicker.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
