import { z } from 'zod';
import { Count } from './counts.ts';
import { envelope } from './envelope.ts';

const Reference = z
  .object({ text: z.string(), url: z.string() })
  .meta({ id: 'Reference', description: 'A public document, in our words, with its address.' });

const Registry = z
  .object({
    id: z.string().describe('As in the `entries` of a server; `file` for files of the operator, taken together.'),
    title: z.string(),
    homepage: z.string().optional(),
    lists: z.string().optional().describe('What it lists.'),
    base: z.string().optional().describe('Where it is read from, unless the operator reads a mirror.'),
    declaresTools: z.boolean().optional().describe('Whether its records come with tools that the listing declares.'),
    terms: Reference.optional(),
    attribution: Reference.optional().describe('What must stand, as a link, wherever its data is shown.'),
    lastPassOn: z.string().optional().describe('The day on which it was last listed to the end (UTC), YYYY-MM-DD.'),
    records: Count.describe('Records that are listed; several can be of one server.'),
    servers: Count,
    serversWithTools: Count,
    liveTools: Count.describe('Tools of its servers that the servers themselves listed.'),
    otherTools: Count.describe('Tools of its servers that are known in another way.'),
    declaringRecords: Count.describe('Records that declare tools.'),
    declaredTools: Count.describe('Tools that they declare.'),
    refused: Count.describe('Records, or parts of them, that could not be read.'),
    kept: Count.optional().describe(
      'Records that its last listing came without, so many that they are kept until another one agrees.',
    ),
  })
  .meta({ id: 'Registry' });
export type Registry = z.infer<typeof Registry>;

/** The registries that the catalogue was made from. */
export const ApiRegistries = z.object({
  ...envelope('registries'),
  registries: z.array(Registry).describe('By id. A server that several of them list is counted for each.'),
});
export type ApiRegistries = z.infer<typeof ApiRegistries>;
