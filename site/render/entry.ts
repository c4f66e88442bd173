/** What the built renderer exports: the Astro application, with every page as a route that is rendered when it is asked for. */
import { createApp } from 'astro/app/entrypoint';

export const app = createApp({ streaming: false });
