import { z } from 'zod';
import { OUTCOME_TABLE, STEP_TABLE } from '../../catalog/model/launch.ts';
import { ToolSource } from '../../catalog/model/tool-definition.ts';
import { Count } from './counts.ts';
import { moment } from './text-formats.ts';

/** Open, because ways to fail may be added. */
export const Outcome = z.string().meta({
  description: 'How a launch ended. More outcomes may be added: treat one that you do not know as not listed.',
  examples: Object.keys(OUTCOME_TABLE),
});

const Profile = z
  .object({
    name: z.string().meta({
      description: 'The step of the launch ladder that led to it. More steps may be added.',
      examples: Object.keys(STEP_TABLE),
    }),
    environment: z.array(z.string()).describe('Names of the variables that got a placeholder value.'),
    arguments: z.array(z.string()).describe('The arguments as passed, placeholders included.'),
    gained: z.array(z.string()).optional().describe('Earlier steps whose gains it keeps, in order.'),
    node: z.string().optional().describe('The version of Node.js, when it was not the sandbox’s own.'),
    capabilities: z.array(z.string()).optional().describe('What the client declared that it can do.'),
    transport: z
      .string()
      .optional()
      .meta({ description: 'How it was spoken to.', examples: ['stdio', 'streamable-http', 'http-sse'] }),
  })
  .meta({ id: 'LaunchProfile', description: 'The configuration that the server was started with. No real values.' });

/** The newest attempt to list the tools of a server. */
export const ApiOutcome = z
  .object({
    code: Outcome,
    group: z.string().meta({
      description: 'The step in which it ended.',
      examples: ['listed', 'plan', 'fetch', 'start', 'protocol', 'remote', 'sandbox'],
    }),
    meaning: z.string().describe('The code as a sentence.'),
    detail: z.string().describe('What happened in particular. May quote text of the server.'),
    at: moment().optional().describe('Start of the launch, RFC 3339. Absent when nothing was launched.'),
  })
  .meta({ id: 'Outcome', description: 'How the newest attempt to list the tools ended.' });
export type ApiOutcome = z.infer<typeof ApiOutcome>;

/** One attempt to start a server. */
export const ApiLaunch = z
  .object({
    startedAt: moment().describe('RFC 3339.'),
    outcome: Outcome,
    detail: z.string().describe('What happened in particular. May quote text of the server.'),
    packageVersion: z.string().optional().describe('The version that was fetched.'),
    toolCount: Count.optional().describe('Tools listed; only when the outcome is listed.'),
    isolation: z.string().describe('What isolated the server.'),
    profile: Profile.optional(),
  })
  .meta({ id: 'Launch', description: 'One attempt to start the server and list its tools.' });
export type ApiLaunch = z.infer<typeof ApiLaunch>;

/** Where the current tools come from. */
export const LastGoodList = z
  .object({
    startedAt: moment().describe('Start of the launch that gave the list, RFC 3339.'),
    toolCount: Count.describe('Tools in that list.'),
    toolSource: ToolSource.optional(),
    package: z
      .object({ identifier: z.string(), version: z.string(), integrity: z.string().optional() })
      .optional()
      .describe('The package that was started, with its subresource-integrity string.'),
    profile: Profile.optional(),
  })
  .meta({ id: 'LastGoodList', description: 'The newest launch that listed tools. Absent for imported servers.' });
export type LastGoodList = z.infer<typeof LastGoodList>;
