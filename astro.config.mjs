import { defineConfig } from 'astro/config';
import { rendererAdapter } from './site/render/adapter.ts';

/** `astro build` is not run by hand: `toolgate build` runs it through site/render, when a template changed. */
export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  output: 'server',
  adapter: rendererAdapter(),
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
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
