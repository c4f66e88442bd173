/** What one run of a command found and changed; stored with the run and never computed again. */
import { z } from 'zod';
import { Finding } from './classification.ts';

const Count = z.int().min(0);

/** How many, and the first of them by name. */
const Named = <Item extends z.ZodType>(item: Item) => z.object({ count: Count, first: z.array(item) });

/** Launches of one group, and how many of them listed tools. */
const Launched = { launched: Count, listed: Count };

const ServerName = z.object({ name: z.string(), slug: z.string() });
const ToolName = z.object({ server: z.string(), slug: z.string(), tool: z.string() });

export const RunReport = z.object({
  run: z.object({
    id: z.int(),
    command: z.string(),
    status: z.string(),
    startedAt: z.string(),
    /** Null when the process was killed. */
    endedAt: z.string().nullable(),
  }),
  /** Registries that were asked. */
  registries: z.array(
    z.object({
      id: z.string(),
      entries: Count,
      changed: Count,
      refused: Count,
      withdrawn: Count,
      /** Not listed any more, and kept until another listing agrees; earlier reports do not say. */
      kept: Count.default(0),
      problem: z.string().optional(),
    }),
  ),
  launches: z.object({
    ...Launched,
    /** Fetch and start of all of them, and of the one in the middle; milliseconds. */
    totalMs: Count,
    medianMs: Count,
    /** Most frequent first, like all groups. */
    byOutcome: z.array(z.object({ code: z.string(), launched: Count })),
    byReason: z.array(z.object({ reason: z.string(), ...Launched })),
    byKind: z.array(z.object({ kind: z.string(), ...Launched })),
    /** A server that several registries list counts for each of them. */
    byRegistry: z.array(z.object({ registry: z.string(), ...Launched })),
    slowest: z.array(
      z.object({ ...ServerName.shape, kind: z.string(), code: z.string(), fetchMs: Count, launchMs: Count }),
    ),
    /** Launches that are still due. */
    left: Count,
  }),
  /** Absent when the process was killed, because only a run that ends can compare. */
  changes: z
    .object({
      servers: z.object({ new: Named(ServerName), changed: Named(ServerName), gone: Named(ServerName) }),
      tools: z.object({
        new: Named(ToolName),
        changed: Named(z.object({ ...ToolName.shape, severity: Finding.shape.severity, says: z.array(z.string()) })),
        gone: Named(ToolName),
      }),
    })
    .optional(),
});
export type RunReport = z.infer<typeof RunReport>;
