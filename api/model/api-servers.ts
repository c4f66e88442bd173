import { z } from 'zod';
import { Outcome } from './api-launch.ts';
import { identityFields } from './api-server.ts';
import { Counts } from './counts.ts';
import { envelope } from './envelope.ts';

/** A server, without its tools. */
export const ServerLine = z
  .object({
    ...identityFields,
    counts: Counts,
    outcome: Outcome.optional().describe(
      'Code of the newest attempt. Absent for a server that nobody tried to launch.',
    ),
  })
  .meta({ id: 'ServerLine', description: 'A server, without its tools.' });
export type ServerLine = z.infer<typeof ServerLine>;

/** The list of all servers. */
export const ApiServers = z.object({
  ...envelope('servers'),
  servers: z.array(ServerLine).describe('By slug, in byte order.'),
});
export type ApiServers = z.infer<typeof ApiServers>;
