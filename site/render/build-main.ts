/**
 * Builds the renderer, in a process of its own: what Astro and its bundler take of memory, some 500 MB, ends with it.
 *
 *   node build-main.ts ROOT FOLDER
 */
import { join } from 'node:path';
import process from 'node:process';
import { build } from 'astro';

const [root, folder] = process.argv.slice(2) as [string, string];
await build({
  root,
  outDir: folder,
  build: { server: join(folder, 'server'), client: join(folder, 'client') },
  logLevel: 'error',
  vite: {
    build: { copyPublicDir: false },
    // Whole in itself: it is imported from a folder without packages beside it.
    ssr: { noExternal: true },
    logLevel: 'error',
  },
});
