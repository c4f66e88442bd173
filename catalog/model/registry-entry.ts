/** One registry's record of a server, as that registry says it; never merged. */
import { z } from 'zod';
import { DeclaredTools } from './declared-tools.ts';
import { ServerJson } from './server-json.ts';

/** `deleted` means illegal, malware or spam in the official registry: our pages for it go too. */
export const EntryStatus = z.enum(['active', 'deprecated', 'deleted']);
export type EntryStatus = z.infer<typeof EntryStatus>;

/** Whether it may be published; what is `private` stays on the operator's machine. */
export const Visibility = z.enum(['public', 'private']);
export type Visibility = z.infer<typeof Visibility>;

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
  /** The name in the official registry that the manifest of the package claims (`mcpName`): the package's word where its index says so. */
  claimedName: z.string().optional(),
  declaredTools: DeclaredTools.optional(),
  /** How many accounts have starred the repository, as the listing says. */
  stars: z.int().min(0).optional(),
  /** Of the repository, as the listing says: an SPDX identifier, or a name. */
  licence: z.string().max(100).optional(),
  /** Absent is public. A private entry is a server of its own and never part of a public one. */
  visibility: Visibility.optional(),
});
export type RegistryEntry = z.infer<typeof RegistryEntry>;
