import { z } from 'zod';
import { envelope } from './envelope.ts';

const Redirect = z.object({
  from: z.string().describe('Former slug of a server.'),
  to: z.string().describe('Its present slug.'),
  url: z.string().describe('Its document.'),
  tools: z
    .array(
      z.object({
        from: z.string().describe('Slug of a tool under the former slug of the server.'),
        to: z.string().optional().describe('Slug of the tool now; absent when the server does not list it any more.'),
      }),
    )
    .describe('Tools that had addresses under the former slug.'),
});

/** Former addresses. */
export const ApiRedirects = z.object({
  ...envelope('redirects'),
  redirects: z.array(Redirect).describe('By former slug, in byte order.'),
});
export type ApiRedirects = z.infer<typeof ApiRedirects>;
