import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ErrorCode,
  ListRootsRequestSchema,
  McpError,
  ToolListChangedNotificationSchema,
  type JSONRPCMessage,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { LaunchOutcome, OutcomeCode } from '../../../catalog/model/launch.ts';
import type { Prisoner } from '../jail/jail.ts';
import type { Limits } from '../limits.ts';
import { listTools, type ToolList } from './list-tools.ts';
import { StdioTransport } from './stdio-transport.ts';

/** What a server said about itself. */
export type SessionFacts = Pick<LaunchOutcome, 'serverInfo' | 'instructions' | 'protocolVersion' | 'strayLines'> & {
  /** The beginnings of the first lines that were no messages. */
  strays: string[];
};

/** How a session ended; `closed` = the server went away, and its exit tells why. */
export type SessionEnd =
  | ({ kind: 'listed' } & ToolList)
  | { kind: 'failed'; code: OutcomeCode; detail: string }
  | { kind: 'closed'; phase: Phase };

type Phase = 'initialize' | 'list';

/** Loose on purpose: one odd tool must not cost the list (see catalog/parse-tool.ts). */
const LooseList = z.looseObject({ tools: z.unknown().optional(), nextCursor: z.unknown().optional() });

const NETWORK = /fetch failed|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|getaddrinfo|network/i;

/**
 * Speaks MCP with a started server: handshake, then its complete tool list. Never throws; whatever the server does is an
 * ending. The process is left running.
 *
 * @param home a directory that exists for the server; offered as the one root
 */
export async function runSession(
  pipes: Pick<Prisoner, 'stdin' | 'stdout'>,
  limits: Limits,
  home: string,
): Promise<{ end: SessionEnd; facts: SessionFacts }> {
  const transport = new StdioTransport<JSONRPCMessage>(pipes, limits);
  const protocol = { version: undefined as string | undefined };
  const client = createClient(home);
  let changes = 0;
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
    changes += 1;
  });
  let phase: Phase = 'initialize';
  let end: SessionEnd;
  try {
    const setProtocolVersion = (version: string) => void (protocol.version = version);
    await client.connect(Object.assign(transport, { setProtocolVersion }), { timeout: limits.initializeMs });
    phase = 'list';
    end = await listUntilSettled(client, limits, () => changes);
  } catch (error) {
    end = failureOf(error, phase, transport, client, limits);
  }
  const { strayLines, strays } = transport;
  const facts: SessionFacts = { ...describe(client, limits), protocolVersion: protocol.version, strayLines, strays };
  await client.close();
  return { end, facts };
}

/** Everything is declared, since servers hide tools from clients that lack a capability; every request is declined. */
function createClient(home: string): Client {
  const client = new Client(
    { name: 'toolgate', version: '1' },
    { capabilities: { roots: { listChanged: true }, sampling: {}, elicitation: {} } },
  );
  client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [{ uri: `file://${home}`, name: 'home' }] }));
  client.setRequestHandler(ElicitRequestSchema, () => ({ action: 'decline' as const }));
  client.setRequestHandler(CreateMessageRequestSchema, () => {
    // The specification's code for "the user has rejected the request".
    throw new McpError(-1, 'There is no model here: Toolgate only lists tools.');
  });
  return client;
}

/** Servers may add tools once they know the client; they say so by a notification, for which a short time is waited. */
async function listUntilSettled(client: Client, limits: Limits, changes: () => number): Promise<SessionEnd> {
  const once = async (): Promise<SessionEnd> => {
    const list = await listTools(
      (cursor) =>
        client.request({ method: 'tools/list', params: cursor === undefined ? {} : { cursor } }, LooseList, {
          timeout: limits.pageMs,
        }),
      limits,
    );
    return 'code' in list ? { kind: 'failed', ...list } : { kind: 'listed', ...list };
  };
  let end = await once();
  for (let seen = 0, round = 0; round < limits.relists && client.getServerCapabilities()?.tools?.listChanged; round++) {
    await sleep(limits.settleMs);
    if (changes() === seen) break;
    seen = changes();
    // A list that can no longer be read does not undo the one that was.
    const again = await once().catch(() => end);
    if (again.kind === 'listed' || end.kind !== 'listed') end = again;
  }
  return end;
}

function failureOf(
  error: unknown,
  phase: Phase,
  transport: StdioTransport<JSONRPCMessage>,
  client: Client,
  limits: Limits,
): SessionEnd {
  const failed = (code: OutcomeCode, detail: string): SessionEnd => ({ kind: 'failed', code, detail });
  const { flood } = transport;
  if (flood !== undefined) {
    return failed('flooded', `It wrote more than ${flood.limit} to its standard output.`);
  }
  const code: number | undefined = error instanceof McpError ? error.code : undefined;
  if (code === ErrorCode.ConnectionClosed) return { kind: 'closed', phase };
  const said = quote(error);
  if (phase === 'initialize') {
    if (code === ErrorCode.RequestTimeout) {
      return failed('initialize-timed-out', `No answer to initialize within ${limits.initializeMs} ms.`);
    }
    return failed(/protocol version/i.test(said) ? 'unsupported-protocol' : 'initialize-failed', said);
  }
  if (code === ErrorCode.RequestTimeout) {
    return failed('list-timed-out', `No answer to tools/list within ${limits.pageMs} ms.`);
  }
  if (code === ErrorCode.MethodNotFound && client.getServerCapabilities()?.tools === undefined) {
    return failed('empty-list', 'It declares no tools and does not know tools/list.');
  }
  if (error instanceof z.core.$ZodError) return failed('malformed-list', 'Its answer to tools/list is no object.');
  return failed(NETWORK.test(said) ? 'list-needs-network' : 'list-failed', said);
}

function describe(client: Client, limits: Limits): Pick<SessionFacts, 'serverInfo' | 'instructions'> {
  const info = client.getServerVersion();
  const instructions = client.getInstructions();
  const short = (text: string | undefined) => (text === undefined ? undefined : cut(text, limits.serverInfoLength));
  return {
    serverInfo: info && { name: short(info.name), version: short(info.version), title: short(info.title) },
    instructions: instructions === undefined ? undefined : cut(instructions, limits.instructionsLength),
  };
}

const cut = (text: string, length: number): string =>
  (text.length > length ? `${text.slice(0, length)} … [cut]` : text).toWellFormed();

function quote(error: unknown): string {
  return cut(error instanceof Error ? error.message : String(error), 500);
}
