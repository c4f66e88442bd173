/** The renderer: Astro's pages as one program. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Fatal } from '../../catalog/errors.ts';
import { templatesHash } from '../template-hash.ts';

/** The only program that starts Astro. */
const BUILD = fileURLToPath(new URL('build-main.ts', import.meta.url));

/**
 * The renderer of the present templates, built unless it stands in the folder already.
 *
 * @param root folder of the repository
 * @param folder where renderers are kept; older ones are deleted
 * @returns the path of its entry
 * @throws Fatal with Astro's message when the templates cannot be built
 */
export async function builtRenderer(root: string, folder: string): Promise<string> {
  const home = join(folder, templatesHash(root));
  const entry = join(home, 'server/entry.mjs');
  if (existsSync(entry)) return entry;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const unfinished = join(folder, 'unfinished');
  const { code, said } = await runBuild(root, unfinished);
  if (code !== 0) {
    throw new Fatal(`the templates of the site could not be built: ${said}`, {
      hint: 'The message names the file; `npx astro dev` shows it in a browser.',
    });
  }
  renameSync(unfinished, home);
  return entry;
}

/** Characters of what a failed build says that are kept, from its end. */
const MOST_SAID = 4000;

/** Runs {@link file://./build-main.ts}, and gives its exit code with what it wrote to standard error. */
async function runBuild(root: string, folder: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [BUILD, root, folder], {
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-MOST_SAID);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said: said.trim() };
}
