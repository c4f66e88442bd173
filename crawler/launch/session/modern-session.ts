import { z } from 'zod';
import type { Limits } from '../limits.ts';
import { CAPABILITIES } from './capabilities.ts';
import { listTools } from './list-tools.ts';
import { cut, failed, listError, type SessionEnd, type SessionFacts } from './session-end.ts';
import type { StdioTransport } from './stdio-transport.ts';

/**
 * The stateless protocol of 2026-07-28: no handshake; each request says its version and the client's capabilities.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning
 */
export const MODERN_VERSION = '2026-07-28';
const META = 'io.modelcontextprotocol';
/** UnsupportedProtocolVersionError of the same page; its data names the versions that the server has. */
const UNSUPPORTED_VERSION = -32022;

const Answer = z.looseObject({
  id: z.union([z.string(), z.number()]),
  result: z.looseObject({}).optional(),
  error: z.looseObject({ code: z.number().catch(0), message: z.string().catch(''), data: z.unknown() }).optional(),
});
type Answer = z.infer<typeof Answer>;

const Supported = z.object({ supported: z.array(z.string()) });
const Info = z.object({ name: z.string().optional(), version: z.string().optional(), title: z.string().optional() });

/** What a server of the stateless protocol listed and said. */
export interface ModernSession {
  end: SessionEnd;
  facts: Pick<SessionFacts, 'serverInfo' | 'instructions' | 'protocolVersion'>;
}

/**
 * Asks a running server for its tools without a handshake: `server/discover`, whose failure is no matter, then
 * `tools/list`. Never throws; a server that does not know this either is an ending.
 */
export async function runModernSession<M extends Message>(
  transport: StdioTransport<M>,
  limits: Limits,
  capabilities: boolean,
): Promise<ModernSession> {
  let version = MODERN_VERSION;
  const ask = requester(transport, () => ({
    [`${META}/protocolVersion`]: version,
    [`${META}/clientInfo`]: { name: 'toolgate', version: '1' },
    [`${META}/clientCapabilities`]: capabilities ? CAPABILITIES : {},
  }));
  let facts: ModernSession['facts'] = {};
  try {
    let discovered = await ask('server/discover', {}, limits.pageMs);
    const newest = newestOf(discovered);
    if (newest !== undefined) {
      version = newest;
      discovered = await ask('server/discover', {}, limits.pageMs);
    }
    facts = factsOf(discovered.result, limits);
    let problem: SessionEnd | undefined;
    const list = await listTools(async (cursor) => {
      const { result, error } = await ask('tools/list', cursor === undefined ? {} : { cursor }, limits.pageMs);
      if (error !== undefined) problem = listError(cut(error.message || `error ${error.code}`, 500));
      if (result?.['resultType'] === 'input_required') {
        problem = failed('list-failed', 'It asks for input before it lists its tools.');
      }
      if (problem !== undefined) throw new Error('no page');
      return { tools: result?.['tools'], nextCursor: result?.['nextCursor'] };
    }, limits).catch((error: unknown) => {
      if (problem !== undefined) return problem;
      throw error;
    });
    if ('kind' in list) return { end: list, facts };
    const end: SessionEnd = 'code' in list ? { kind: 'failed', ...list } : { kind: 'listed', ...list };
    return { end, facts: { ...facts, protocolVersion: version } };
  } catch (error) {
    if (error instanceof Gone) return { end: { kind: 'closed', phase: 'list' }, facts };
    return { end: failed('list-timed-out', `No answer to tools/list within ${limits.pageMs} ms.`), facts };
  }
}

/** A JSON-RPC 2.0 message, as far as a transport has to know it. */
interface Message {
  jsonrpc: '2.0';
}

class Gone extends Error {}
class Late extends Error {}

/** Sends requests and waits for their answers; every request of the server's is answered with "unknown method". */
function requester<M extends Message>(
  transport: StdioTransport<M>,
  meta: () => Record<string, unknown>,
): (method: string, params: Record<string, unknown>, ms: number) => Promise<Answer> {
  // Far above the numbers that the handshake may have used.
  let id = 1_000_000;
  const waiting = new Map<string | number, (answer: Answer | Error) => void>();
  transport.listen({
    message(message) {
      const { method, id: asked } = message as Message & { method?: unknown; id?: unknown };
      if (method !== undefined) {
        const error = { code: -32601, message: 'Method not found' };
        if (asked !== undefined) void transport.send({ jsonrpc: '2.0', id: asked, error } as unknown as M);
        return;
      }
      const answer = Answer.safeParse(message).data;
      if (answer !== undefined) waiting.get(answer.id)?.(answer);
    },
    closed: () => waiting.forEach((resolve) => resolve(new Gone())),
  });
  return (method, params, ms) =>
    new Promise((resolve, reject) => {
      const own = ++id;
      const timer = setTimeout(() => reject(new Late()), ms);
      waiting.set(own, (answer) => {
        clearTimeout(timer);
        waiting.delete(own);
        if (answer instanceof Error) reject(answer);
        else resolve(answer);
      });
      if (transport.isClosed) waiting.get(own)?.(new Gone());
      void transport.send({ jsonrpc: '2.0', id: own, method, params: { ...params, _meta: meta() } } as unknown as M);
    });
}

/** A later stateless version, when the server has none but later ones. */
function newestOf({ error }: Answer): string | undefined {
  if (error?.code !== UNSUPPORTED_VERSION) return undefined;
  const versions = Supported.safeParse(error.data).data?.supported ?? [];
  return versions
    .filter((version) => /^\d{4}-\d{2}-\d{2}$/.test(version) && version > MODERN_VERSION)
    .sort()
    .at(-1);
}

function factsOf(result: Record<string, unknown> | undefined, limits: Limits): ModernSession['facts'] {
  const meta = result?.['_meta'] as Record<string, unknown> | undefined;
  const info = Info.safeParse(result?.['serverInfo'] ?? meta?.[`${META}/serverInfo`]).data;
  const instructions = result?.['instructions'];
  const short = (text: string | undefined) => (text === undefined ? undefined : cut(text, limits.serverInfoLength));
  return {
    serverInfo: info && { name: short(info.name), version: short(info.version), title: short(info.title) },
    instructions: typeof instructions === 'string' ? cut(instructions, limits.instructionsLength) : undefined,
  };
}
