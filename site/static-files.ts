import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputDirectory } from '../output/output-directory.ts';
import { squeezeCss } from './squeeze-css.ts';

/**
 * Publishes stylesheet, scripts and icons under their own names: no hash in a name, so that a change of style touches no
 * page.
 *
 * @returns how many files changed
 */
export function writeStaticFiles(folder: string, output: OutputDirectory): number {
  let written = 0;
  for (const name of readdirSync(folder).sort()) {
    const source = readFileSync(join(folder, name));
    const content = name.endsWith('.css') ? squeezeCss(source.toString()) : source;
    written += Number(output.publish(name, content) === 'written');
  }
  return written;
}
