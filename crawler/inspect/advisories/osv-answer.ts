/** What OSV answers to `POST /v1/querybatch`: https://google.github.io/osv.dev/post-v1-querybatch/ */
import { z } from 'zod';

/** One page for one query; `{}` when nothing is known. Fields that are not used are let through unread. */
const Result = z.object({
  vulns: z
    .array(z.object({ id: z.string().min(1).max(200) }))
    .max(10_000)
    .default([]),
  next_page_token: z.preprocess((token) => (token === '' ? undefined : token), z.string().max(10_000).optional()),
});

export const OsvAnswer = z.object({
  results: z.array(z.preprocess((result) => result ?? {}, Result)).max(1000),
});
export type OsvAnswer = z.infer<typeof OsvAnswer>;
