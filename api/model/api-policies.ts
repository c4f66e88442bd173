import { z } from 'zod';
import { PolicyFile } from './policy-file.ts';

const Variant = z.object({
  url: z.string().describe('The same policy as a file.'),
  policy: PolicyFile,
});

/** A line of the list of policies. */
export const ApiPolicies = z.object({
  server: z.string().describe('Name of the server.'),
  serverSlug: z.string(),
  recommended: Variant.describe('Each tool has the rule that its own page recommends.'),
  readOnly: Variant.describe('Only tools of the category Read may be called.'),
  strict: Variant.describe('Only tools of the category Read and the level Low may be called, with limits.'),
});
export type ApiPolicies = z.infer<typeof ApiPolicies>;
