/** The page source of `astro dev`: all pages, read from the catalogue at each request, models reloaded when edited. */
import { resolve } from 'node:path';
import { openStore } from '../catalog/store/open.ts';
import { catalogueReader } from '../catalog/store/reader.ts';
import type * as developmentPagesModule from './development-pages.ts';
import { provideSource } from './source.ts';

/** The server is set up anew when its configuration changes. */
let release = () => {};

/**
 * Provides the source for a development server.
 *
 * @param load loads a module through Vite, so that edits are followed
 */
export function provideDevelopmentSource(load: (path: string) => Promise<unknown>): void {
  const root = resolve(import.meta.dirname, '..');
  const store = openStore(process.env['TOOLGATE_DB'] ?? resolve(root, 'data/catalog.sqlite'), { readonly: true });
  release();
  release = provideSource({
    siteUrl: undefined,
    model: async (kind, params) => {
      const { findPage } = (await load('/site/development-pages.ts')) as typeof developmentPagesModule;
      return findPage(catalogueReader(store), root, kind, params).model() as never;
    },
  });
}
