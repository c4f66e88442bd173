/** Runs Astro over some pages. The only file that starts Astro; loaded only when there is something to render. */
import { join } from 'node:path';
import { build, type AstroIntegration } from 'astro';
import { Fatal } from '../catalog/errors.ts';
import type { CataloguePages, Page } from './catalogue-pages.ts';
import { provideSource } from './source.ts';

interface RenderOptions {
  /** Folder of the repository. */
  root: string;
  /** Where the pages are put, each at its `file`; emptied first. */
  staging: string;
  siteUrl: string | undefined;
  pages: readonly Page[];
  model: CataloguePages['model'];
  signal: AbortSignal | undefined;
}

/**
 * Renders exactly the given pages into the staging folder.
 *
 * @throws Fatal with Astro's message when a page cannot be rendered
 */
export async function renderPages({ root, staging, siteUrl, pages, model, signal }: RenderOptions): Promise<void> {
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  const release = provideSource({
    siteUrl,
    paths: (kind) => pages.filter((page) => page.kind === kind).map((page) => page.params),
    model,
  });
  try {
    await build({
      root,
      outDir: staging,
      build: { server: join(staging, '.server') },
      logLevel: 'error',
      ...(siteUrl === undefined ? {} : { site: siteUrl }),
      integrations: [only(new Set(pages.map(({ file }) => file)), signal)],
      vite: {
        build: { copyPublicDir: false },
        environments: { prerender: { resolve: { noExternal: true } } },
        logLevel: 'error',
      },
    });
  } catch (cause) {
    throw new Fatal('the site could not be rendered', {
      cause,
      hint: 'The message above names the page; `npx astro dev` shows it in a browser.',
    });
  } finally {
    release();
  }
}

/** Routes without parameters have no list of paths to leave them out of: those that did not change are left out here. */
function only(files: ReadonlySet<string>, signal: AbortSignal | undefined): AstroIntegration {
  return {
    name: 'toolgate:only-changed',
    hooks: {
      'astro:config:done': ({ setAdapter }) => {
        setAdapter({
          name: 'toolgate:only-changed',
          adapterFeatures: { buildOutput: 'static', preserveBuildServerDir: true },
          supportedAstroFeatures: { staticOutput: 'stable', sharpImageService: 'stable' },
        });
      },
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer((standard) => ({
          ...standard,
          name: 'toolgate:only-changed',
          // A response without a body writes no file: a stopped build runs through what is left in no time.
          render: async (...request) => (signal?.aborted === true ? new Response(null) : standard.render(...request)),
          getStaticPaths: async () =>
            (await standard.getStaticPaths()).filter(({ pathname }) => files.has(fileOfPathname(pathname))),
        }));
      },
    },
  };
}

const fileOfPathname = (pathname: string): string =>
  /^\/404\/?$/.test(pathname) ? '404.html' : `${pathname.replace(/^\/|\/$/g, '')}/index.html`.replace(/^\//, '');
