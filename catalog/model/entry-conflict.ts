/** Registries that say different things of one server. */
import { z } from 'zod';

/** A field of server.json on which entries of one server disagree, and who says what. */
export const EntryConflict = z.object({
  field: z.enum(['name', 'title', 'version', 'status', 'repository', 'website', 'packages', 'remotes', 'description']),
  values: z.array(
    z.object({
      value: z.string().describe('Shortened where it is long.'),
      entries: z.array(z.object({ registry: z.string(), nativeId: z.string() })),
    }),
  ),
});
export type EntryConflict = z.infer<typeof EntryConflict>;
