/** Something that only shows when a tool or server is seen beside others, or beside what it was before. */
import { z } from 'zod';
import { Finding } from './classification.ts';

/** What a finding rests on: a quote of this tool, another tool or server, another definition, a page. */
export const FindingEvidence = z.object({
  /** RFC 6901 pointer into the definition, with the quote that stands there. */
  field: z.string().optional(),
  quote: z.string().optional(),
  /** Slug of another server of the catalogue. */
  server: z.string().optional(),
  /** Name of a tool, of that server where one is named. */
  tool: z.string().optional(),
  /** Definition that the tool had before. */
  definitionHash: z.string().optional(),
  url: z.string().optional(),
});
export type FindingEvidence = z.infer<typeof FindingEvidence>;

export const ServerFinding = z.object({
  /** Slug of the detection that found it. */
  rule: z.string(),
  severity: Finding.shape.severity,
  message: z.string(),
  /** Name of the tool that it is about; absent when it is about the server. */
  tool: z.string().optional(),
  evidence: z.array(FindingEvidence),
});
export type ServerFinding = z.infer<typeof ServerFinding>;
