import { z } from 'zod';
import { Evidence } from './classification.ts';
import { Category, Facet } from './rubric.ts';

/** A verdict that a person reviewed, valid for exactly one definition. Kept as YAML in `data/overrides/`. */
export const Override = z.strictObject({
  /** Name of the server and of the tool, as the catalogue shows them. */
  server: z.string().min(1),
  tool: z.string().min(1),
  /** The definition that was reviewed; once the server changes it, the override no longer applies. */
  definitionHash: z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hexadecimal digits'),
  category: Category,
  facets: z.array(Facet).default([]),
  rationale: z.string().min(1),
  evidence: z.array(Evidence).min(1),
  reviewer: z.string().min(1),
  reason: z.string().min(1),
});
export type Override = z.infer<typeof Override>;
