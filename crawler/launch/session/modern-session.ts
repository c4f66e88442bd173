import { z } from 'zod';
import type { Limits } from '../limits.ts';
import { CAPABILITIES, CLIENT_INFO } from './capabilities.ts';
import { listRaw } from './list-raw.ts';
import { rawFacts } from './raw-facts.ts';
import { Gone, requester, type Answer, type Message } from './requester.ts';
import { failed, type SessionEnd, type SessionFacts } from './session-end.ts';
import type { StdioTransport } from './stdio-transport.ts';

/**
 * The stateless protocol of 2026-07-28: no handshake; each request says its version and the client's capabilities.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning
 */
export const MODERN_VERSION = '2026-07-28';
const META = 'io.modelcontextprotocol';
/** UnsupportedProtocolVersionError of the same page; its data names the versions that the server has. */
const UNSUPPORTED_VERSION = -32022;

const Supported = z.object({ supported: z.array(z.string()) });

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
    _meta: {
      [`${META}/protocolVersion`]: version,
      [`${META}/clientInfo`]: CLIENT_INFO,
      [`${META}/clientCapabilities`]: capabilities ? CAPABILITIES : {},
    },
  }));
  let facts: ModernSession['facts'] = {};
  try {
    let discovered = await ask('server/discover', {}, limits.pageMs);
    const newest = newestOf(discovered);
    if (newest !== undefined) {
      version = newest;
      discovered = await ask('server/discover', {}, limits.pageMs);
    }
    facts = rawFacts(discovered.result, limits);
    const end = await listRaw(
      (cursor) => ask('tools/list', cursor === undefined ? {} : { cursor }, limits.pageMs),
      limits,
    );
    return { end, facts: { ...facts, protocolVersion: version } };
  } catch (error) {
    if (error instanceof Gone) return { end: { kind: 'closed', phase: 'list' }, facts };
    return { end: failed('list-timed-out', `No answer to tools/list within ${limits.pageMs} ms.`), facts };
  }
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
