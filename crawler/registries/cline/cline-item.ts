/** The fields of an item that are used; the type in the extension's own code: https://github.com/cline/cline/blob/main/src/shared/mcp.ts */
import { z } from 'zod';
import type { ItemReader } from '../listed-record.ts';
import { ownName } from '../own-name.ts';

const Item = z.object({
  mcpId: z.string().min(1).max(500),
  githubUrl: z.string().max(2000).nullish(),
  name: z.string().max(1000).nullish(),
  description: z.string().nullish(),
  updatedAt: z.unknown().optional(),
  githubStars: z.int().min(0).optional().catch(undefined),
});

/** The endpoint answers with the bare array; the extension's own code wraps it as `items`. */
export const clineList = z.union([
  z.array(z.unknown()).max(20_000),
  z.object({ items: z.array(z.unknown()).max(20_000) }).transform(({ items }) => items),
]);

export const clineItem: ItemReader<typeof Item> = {
  schema: Item,
  nativeId: ({ mcpId }) => mcpId,
  toRecord: ({ mcpId, githubUrl, name, description, updatedAt, githubStars }) => ({
    nativeId: mcpId,
    stars: githubStars,
    server: {
      // Ids look like `github.com/owner/repository`.
      name: ownName('cline', undefined, mcpId.replace(/^github\.com\//, '').replaceAll('/', '_')),
      title: name,
      description,
      repository: githubUrl ? { url: githubUrl, source: 'github' } : undefined,
    },
    updatedAt: typeof updatedAt === 'string' ? updatedAt : undefined,
    listing: 'https://cline.bot/mcp-marketplace',
  }),
};
