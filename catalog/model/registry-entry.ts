/** One registry's record of a server, as that registry says it; never merged. */
import { z } from 'zod';
import { DeclaredTools } from './declared-tools.ts';
import { ServerJson } from './server-json.ts';

/** `deleted` means illegal, malware or spam in the official registry: our pages for it go too. */
export const EntryStatus = z.enum(['active', 'deprecated', 'deleted']);
export type EntryStatus = z.infer<typeof EntryStatus>;

export const RegistryEntry = z.object({
  /** The registry's own key of the record. */
  nativeId: z.string(),
  status: EntryStatus,
  statusMessage: z.string().optional(),
  /** When the registry last changed the record, RFC 3339; absent where it does not say. */
  updatedAt: z.string().optional(),
  server: ServerJson,
  /** The page of this record at the registry, for a link; http(s). */
  listing: z.string().optional(),
  /** The name in the official registry that the package itself claims (`mcpName`): a claim, never an identity. */
  claimedName: z.string().optional(),
  declaredTools: DeclaredTools.optional(),
});
export type RegistryEntry = z.infer<typeof RegistryEntry>;
