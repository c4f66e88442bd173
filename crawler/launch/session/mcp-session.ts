import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ErrorCode,
  LATEST_PROTOCOL_VERSION,
  ListRootsRequestSchema,
  McpError,
  ToolListChangedNotificationSchema,
  type JSONRPCMessage,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { LaunchProfile } from '../../../catalog/model/launch.ts';
import type { Prisoner } from '../jail/jail.ts';
import type { Limits } from '../limits.ts';
import { runAtOnceSession } from './at-once-session.ts';
import { CAPABILITIES, CLIENT_INFO } from './capabilities.ts';
import { listTools } from './list-tools.ts';
import { runModernSession } from './modern-session.ts';
import { cut, failed, listError, type Phase, type SessionEnd, type SessionFacts } from './session-end.ts';
import { StdioTransport } from './stdio-transport.ts';

/** How a session is held. */
export interface SessionOptions {
  limits: Limits;
  /** A directory that exists for the server; offered as the one root. */
  home: string;
  /** Whether the client declares what it can do, or nothing. */
  capabilities: boolean;
  /** Whether the tools are asked for without waiting for the handshake; see at-once-session.ts. */
  atOnce?: boolean | undefined;
  /** Called when a message arrives. */
  onAnswer?: (() => void) | undefined;
}

/** Loose on purpose: one odd tool must not cost the list (see catalog/parse-tool.ts). */
const LooseList = z.looseObject({ tools: z.unknown().optional(), nextCursor: z.unknown().optional() });

/** The in-jail HTTP client's word on how it reached the server (see http-client.mjs); nothing but a label depends on it. */
const ENDPOINT_METHOD = 'toolgate/endpoint';
const Endpoint = z.object({ transport: z.enum(['streamable-http', 'http-sse']) });

/**
 * Speaks MCP with a started server: handshake, then its complete tool list. Where the handshake fails with an error, the
 * stateless protocol is tried in the same process. Never throws; whatever the server does is an ending. The process is left
 * running.
 */
export async function runSession(
  pipes: Pick<Prisoner, 'stdin' | 'stdout'>,
  { limits, home, capabilities, atOnce, onAnswer }: SessionOptions,
): Promise<{ end: SessionEnd; facts: SessionFacts }> {
  const transport = new StdioTransport<JSONRPCMessage>(pipes, limits);
  if (atOnce === true) {
    const options = { capabilities, protocolVersion: LATEST_PROTOCOL_VERSION, onAnswer };
    const { end, facts } = await runAtOnceSession(transport, limits, options);
    await transport.close();
    return { end, facts: { ...facts, ...strayFacts(transport), client: { shown: false } } };
  }
  const seen: Seen = { changes: 0, asked: 0, version: undefined, endpoint: undefined };
  const client = createClient(home, capabilities, seen);
  let phase: Phase = 'initialize';
  let end: SessionEnd;
  let facts: Partial<SessionFacts>;
  try {
    await client.connect(new Lease(transport, seen, onAnswer), { timeout: limits.initializeMs });
    phase = 'list';
    end = await listUntilSettled(client, limits, seen);
    facts = describe(client, limits);
  } catch (error) {
    end = failureOf(error, phase, transport, client, limits);
    facts = describe(client, limits);
    if (end.kind === 'failed' && (end.code === 'initialize-failed' || end.code === 'unsupported-protocol')) {
      const modern = await runModernSession(transport, limits, capabilities);
      // A server that knows neither is described by its first answer.
      if (modern.end.kind === 'listed' || modern.facts.serverInfo !== undefined) ({ end, facts } = modern);
    }
  }
  await client.close();
  await transport.close();
  const shown = seen.changes > 0 || seen.asked > 0;
  return {
    end,
    facts: {
      protocolVersion: seen.version,
      ...facts,
      ...strayFacts(transport),
      client: { shown },
      endpoint: seen.endpoint,
    },
  };
}

const strayFacts = ({ strayLines, strays }: StdioTransport<JSONRPCMessage>) => ({ strayLines, strays });

/** What came in beside the answers. */
interface Seen {
  changes: number;
  asked: number;
  version: string | undefined;
  endpoint: LaunchProfile['transport'] | undefined;
}

/** The transport as the SDK's client sees it: closing it ends the client's use of it and leaves the pipes open. */
class Lease implements Transport {
  onmessage?: (message: JSONRPCMessage) => void;
  onclose?: () => void;

  readonly #transport: StdioTransport<JSONRPCMessage>;
  readonly #seen: Seen;
  #over = false;

  constructor(transport: StdioTransport<JSONRPCMessage>, seen: Seen, onAnswer: (() => void) | undefined) {
    this.#transport = transport;
    this.#seen = seen;
    transport.listen({
      message: (message) => {
        onAnswer?.();
        this.onmessage?.(message);
      },
      closed: () => void this.close(),
    });
  }

  setProtocolVersion(version: string): void {
    this.#seen.version = version;
  }

  start(): Promise<void> {
    return this.#transport.start();
  }

  send(message: JSONRPCMessage): Promise<void> {
    return this.#transport.send(message);
  }

  async close(): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    this.#transport.listen(undefined);
    this.onclose?.();
  }
}

/** Everything is declared or nothing; every request is declined. */
function createClient(home: string, capabilities: boolean, seen: Seen): Client {
  const client = new Client(CLIENT_INFO, { capabilities: capabilities ? CAPABILITIES : {} });
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => void (seen.changes += 1));
  client.fallbackNotificationHandler = async ({ method, params }) => {
    if (method === ENDPOINT_METHOD) seen.endpoint = Endpoint.safeParse(params).data?.transport;
  };
  if (!capabilities) return client;
  client.setRequestHandler(ListRootsRequestSchema, () => {
    seen.asked += 1;
    return { roots: [{ uri: `file://${home}`, name: 'home' }] };
  });
  client.setRequestHandler(ElicitRequestSchema, () => {
    seen.asked += 1;
    return { action: 'decline' as const };
  });
  client.setRequestHandler(CreateMessageRequestSchema, () => {
    seen.asked += 1;
    // The specification's code for "the user has rejected the request".
    throw new McpError(-1, 'There is no model here: Toolgate only lists tools.');
  });
  return client;
}

/** Servers may add tools once they know the client; they say so by a notification, for which a short time is waited. */
async function listUntilSettled(client: Client, limits: Limits, notices: Seen): Promise<SessionEnd> {
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
    if (notices.changes === seen) break;
    seen = notices.changes;
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
  const { flood } = transport;
  if (flood !== undefined) {
    return failed('flooded', `It wrote more than ${flood.limit} to its standard output.`);
  }
  if (transport.isClosed) return { kind: 'closed', phase };
  const code: number | undefined = error instanceof McpError ? error.code : undefined;
  const late = error instanceof McpError && isOurClock(error);
  const said = cut(error instanceof Error ? error.message : String(error), 500);
  if (phase === 'initialize') {
    if (late) {
      return failed('initialize-timed-out', `No answer to initialize within ${limits.initializeMs} ms.`);
    }
    return failed(/protocol version/i.test(said) ? 'unsupported-protocol' : 'initialize-failed', said);
  }
  if (late) {
    return failed('list-timed-out', `No answer to tools/list within ${limits.pageMs} ms.`);
  }
  if (code === ErrorCode.MethodNotFound && client.getServerCapabilities()?.tools === undefined) {
    return failed('empty-list', 'It declares no tools and does not know tools/list.');
  }
  if (error instanceof z.core.$ZodError) return failed('malformed-list', 'Its answer to tools/list is no object.');
  return listError(said);
}

/**
 * The SDK throws its own endings with codes that servers use for anything (-32000, -32001). A closed connection shows on the
 * transport; a clock that ran out has its time as data, which a server's answer has only if it imitates us.
 */
const OurClock = z.object({ timeout: z.number() });
const TIMED_OUT: number = ErrorCode.RequestTimeout;
const isOurClock = ({ code, data }: McpError) => code === TIMED_OUT && OurClock.safeParse(data).success;

function describe(client: Client, limits: Limits): Pick<SessionFacts, 'serverInfo' | 'instructions'> {
  const info = client.getServerVersion();
  const instructions = client.getInstructions();
  const short = (text: string | undefined) => (text === undefined ? undefined : cut(text, limits.serverInfoLength));
  return {
    serverInfo: info && { name: short(info.name), version: short(info.version), title: short(info.title) },
    instructions: instructions === undefined ? undefined : cut(instructions, limits.instructionsLength),
  };
}
