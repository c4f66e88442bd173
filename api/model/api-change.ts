import { z } from 'zod';
import { hash, moment } from './text-formats.ts';

/** What can happen; more may be added. */
export const CHANGE_EVENTS = {
  'server-added': 'a server came into the catalogue',
  'server-removed': 'a server was withdrawn, or deleted by its registries',
  'tools-listed': 'the tools of a server became known for the first time',
  'tool-added': 'a server lists a tool that it did not list before',
  'tool-changed': 'the definition of a tool changed',
  'tool-removed': 'a server no longer lists a tool',
  'tool-returned': 'a server lists a tool again',
} as const;
export type ChangeEvent = keyof typeof CHANGE_EVENTS;

/** A line of the changes of a day. */
export const ApiChange = z.object({
  at: moment().describe('When it was first seen, RFC 3339.'),
  event: z.string().meta({
    description: `What happened: ${Object.entries(CHANGE_EVENTS)
      .map(([event, meaning]) => `\`${event}\`, ${meaning}`)
      .join('; ')}. More may be added.`,
    examples: Object.keys(CHANGE_EVENTS),
  }),
  server: z.string().describe('Name of the server.'),
  serverSlug: z.string(),
  tool: z.string().optional().describe('Exact name of the tool, for what happened to one.'),
  tools: z.int().min(1).optional().describe('tools-listed: how many.'),
  definitionHash: hash().optional().describe('tool-changed: of the definition since then.'),
  previousHash: hash().optional().describe('tool-changed: of the definition before.'),
  packageVersion: z.string().optional().describe('The version of the package that first had it.'),
  says: z
    .array(z.string())
    .optional()
    .describe('tool-changed: what changed, in words, at most 5. Names between backticks are the server’s.'),
  url: z.string().optional().describe('The server or tool in this API; absent for what is gone.'),
  pageUrl: z.string().optional().describe('Its page.'),
});
export type ApiChange = z.infer<typeof ApiChange>;
