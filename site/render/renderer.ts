import { pathToFileURL } from 'node:url';
import { Fatal } from '../../catalog/errors.ts';
import { NOT_FOUND } from '../links.ts';
import { provideSource } from '../source.ts';

/** Turns a page's model into its HTML. */
export type Render = (url: string, model: unknown) => Promise<string>;

/** What the built program offers (entry.ts). */
interface Program {
  app: { render: (request: Request) => Promise<Response> };
}

/**
 * Loads a built renderer; one for each thread.
 *
 * @throws Fatal, when it renders, for a page that its template fails on
 */
export async function loadRenderer(entry: string, siteUrl: string | undefined): Promise<Render> {
  const { app } = (await import(/* @vite-ignore */ pathToFileURL(entry).href)) as Program;
  let current: unknown;
  provideSource({ siteUrl, model: () => current as never });
  return async (url, model) => {
    current = model;
    // The host is never looked at: pages know their address from `siteUrl`.
    const response = await app.render(new Request(new URL(url, 'http://localhost')));
    const html = await response.text();
    const expected = url === NOT_FOUND ? 404 : 200;
    if (response.status !== expected) throw new Fatal(`page ${url} could not be rendered (${response.status})`);
    return html;
  };
}
