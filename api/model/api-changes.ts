import { z } from 'zod';
import { Count } from './counts.ts';
import { envelope } from './envelope.ts';
import { hash } from './text-formats.ts';

/** The days on which something changed. */
export const ApiChanges = z.object({
  ...envelope('changes'),
  days: z
    .array(
      z.object({
        day: z.string().describe('YYYY-MM-DD, UTC.'),
        href: z.string().describe('The changes of that day.'),
        entries: Count,
        bytes: Count,
        sha256: hash().describe('`sha256:` of the bytes: the same hash, nothing new about that day.'),
      }),
    )
    .describe(
      'Newest first. What is told of a day that is over stays, unless it is withdrawn; its lines name servers as they are called now.',
    ),
});
export type ApiChanges = z.infer<typeof ApiChanges>;
