import { z } from 'zod';

/**
 * Version of the shape of all documents. The first number is the `v1` of their addresses; the second grows when a field is
 * added, the third when only words of the schemas change.
 */
export const SCHEMA_VERSION = '1.4.1';

/** What every document begins with. */
export const envelope = <Kind extends string>(kind: Kind) => ({
  $schema: z.string().describe('Address of the JSON Schema of this document.'),
  schemaVersion: z
    .string()
    .regex(/^1\.\d+\.\d+$/)
    .describe('Version of the shape of the documents, by semantic versioning.'),
  kind: z.literal(kind).describe('Kind of this document.'),
});
