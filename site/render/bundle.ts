/** Builds the renderer: Astro's pages as one program. The only file that starts Astro. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Fatal } from '../../catalog/errors.ts';
import { templatesHash } from '../template-hash.ts';

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
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  const { build } = await import('astro');
  try {
    await build({
      root,
      outDir: unfinished,
      build: { server: join(unfinished, 'server'), client: join(unfinished, 'client') },
      logLevel: 'error',
      vite: {
        build: { copyPublicDir: false },
        // Whole in itself: it is imported from a folder without packages beside it.
        ssr: { noExternal: true },
        logLevel: 'error',
      },
    });
  } catch (cause) {
    throw new Fatal('the templates of the site could not be built', {
      cause,
      hint: 'The message above names the file; `npx astro dev` shows it in a browser.',
    });
  }
  renameSync(unfinished, home);
  return entry;
}
