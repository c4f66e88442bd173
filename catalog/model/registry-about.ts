/** What a reader is told about a registry, in our words. */
import { z } from 'zod';

/** A public document, in our words, with its address. */
const Reference = z.object({ text: z.string().min(1).max(500), url: z.httpUrl().max(500) });

export const RegistryAbout = z.object({
  title: z.string().min(1).max(100),
  /** The page that a person would visit. */
  homepage: z.httpUrl().max(500),
  /** One sentence: what it lists. */
  lists: z.string().min(1).max(500),
  /** Whether its records come with tools that the listing, not a running server, declares. */
  declaresTools: z.boolean(),
  /** What its operator asks of readers of its data. */
  terms: Reference,
  /** What must stand, as a link, on every page that shows its data; only where its terms ask for that. */
  attribution: Reference.optional(),
  /** Where it is read from unless the operator says otherwise; absent when that depends on the machine. */
  base: z.httpUrl().max(500).optional(),
  /** Where it is read from, in words, when there is no fixed base. */
  baseNote: z.string().min(1).max(500).optional(),
  /** Whether it can list only what changed since a date. */
  incremental: z.boolean(),
  /** Whether no pass lists everything, so that what a pass does not meet stays. */
  partial: z.boolean().optional(),
  /** Whether its entries are the operator's own business unless he says otherwise. */
  private: z.boolean().optional(),
});
export type RegistryAbout = z.infer<typeof RegistryAbout>;
