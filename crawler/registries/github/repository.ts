import { z } from 'zod';
import type { ItemReader } from '../listed-record.ts';
import { ownName } from '../own-name.ts';

/** The fields of a search result that are used: https://docs.github.com/rest/search/search#search-repositories */
const Repository = z.object({
  /** Stays when the repository is renamed or moves to another owner. */
  id: z.int().positive(),
  full_name: z
    .string()
    .max(300)
    .regex(/^[^/]+\/[^/]+$/, 'is not of the form owner/name'),
  html_url: z.url({ protocol: /^https?$/ }).max(2000),
  description: z.string().nullish(),
  homepage: z.string().max(2000).nullish().catch(undefined),
  archived: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
  pushed_at: z.unknown().optional(),
  stargazers_count: z.int().min(0).optional().catch(undefined),
  license: z
    .object({ spdx_id: z.string().max(100).nullish() })
    .nullish()
    .catch(undefined),
});

export const readRepository: ItemReader<typeof Repository> = {
  schema: Repository,
  nativeId: ({ id }) => (typeof id === 'number' ? String(id) : undefined),
  toRecord(item) {
    const [owner, name] = item.full_name.split('/');
    const over = item.archived ? 'archived' : item.disabled ? 'disabled' : undefined;
    return {
      nativeId: String(item.id),
      ...(over && { status: 'deprecated', statusMessage: `The repository is ${over}.` }),
      // Not updated_at: every star changes it.
      updatedAt: typeof item.pushed_at === 'string' ? item.pushed_at : undefined,
      listing: item.html_url,
      stars: item.stargazers_count,
      // What GitHub says of a licence that it does not recognise.
      licence: item.license?.spdx_id === 'NOASSERTION' ? undefined : (item.license?.spdx_id ?? undefined),
      server: {
        name: ownName('github', owner, name!),
        title: name,
        description: item.description,
        websiteUrl: item.homepage,
        repository: { url: item.html_url, source: 'github' },
      },
    };
  },
};
