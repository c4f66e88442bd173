import { defineConfig } from 'astro/config';

/** `astro build` is not run by hand: `toolgate build` runs it through site/build.ts, for the pages that changed. */
export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist/.toolgate/staging',
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never', concurrency: 4 },
  prerenderConflictBehavior: 'error',
  devToolbar: { enabled: false },
  integrations: [catalogueInDevelopment()],
});

/** `astro dev` shows the catalogue of TOOLGATE_DB (default data/catalog.sqlite) and follows edits of the page models. */
function catalogueInDevelopment() {
  let developing = false;
  return {
    name: 'toolgate:development',
    hooks: {
      'astro:config:setup': ({ command }) => {
        developing = command === 'dev';
      },
      // A build may start a server too, to make types.
      'astro:server:setup': async ({ server }) => {
        if (!developing) return;
        const { provideDevelopmentSource } = await import('./site/development.ts');
        provideDevelopmentSource((path) => server.ssrLoadModule(path));
      },
    },
  };
}
