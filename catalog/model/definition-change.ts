/** What differs between two definitions of one tool, field by field. */
import { z } from 'zod';
import { Finding } from './classification.ts';

/** What part of a definition a change is about. */
export const CHANGE_SUBJECTS = [
  'title',
  'description',
  'annotation',
  'argument',
  'argument-required',
  'argument-type',
  'argument-values',
  'argument-text',
  'input-schema',
  'output-schema',
] as const;

export const DefinitionChange = z.object({
  /** JSON Pointer into the definition: into the newer one, or for what is gone into the older one. */
  field: z.string(),
  subject: z.enum(CHANGE_SUBJECTS),
  how: z.enum(['added', 'removed', 'changed']),
  severity: Finding.shape.severity,
  /** The change in words, without a full stop. */
  says: z.string(),
  /** The older value: a text as it is, anything else as JSON; long ones are cut. */
  before: z.string().optional(),
  after: z.string().optional(),
});
export type DefinitionChange = z.infer<typeof DefinitionChange>;
