import type { Limits } from '../limits.ts';
import { CAPABILITIES, CLIENT_INFO } from './capabilities.ts';
import { listRaw } from './list-raw.ts';
import type { ModernSession } from './modern-session.ts';
import { rawFacts } from './raw-facts.ts';
import { Gone, requester, type Message } from './requester.ts';
import { cut, failed } from './session-end.ts';
import type { StdioTransport } from './stdio-transport.ts';

/**
 * Asks for the tools in the same breath as the handshake, so that both lie ready when the server begins to read. Some servers
 * look for a database or a service when they start, and end a moment after they have answered the handshake: too early for a
 * question that waits for that answer, as the protocol wants it. Only for a server that has ended in that way. Never throws.
 *
 * @param protocolVersion the version that is asked for
 */
export async function runAtOnceSession<M extends Message>(
  transport: StdioTransport<M>,
  limits: Limits,
  { capabilities, protocolVersion, onAnswer }: AtOnceOptions,
): Promise<ModernSession> {
  await transport.start();
  const ask = requester(transport, undefined, onAnswer);
  const params = { protocolVersion, capabilities: capabilities ? CAPABILITIES : {}, clientInfo: CLIENT_INFO };
  const initialized = ask('initialize', params, limits.initializeMs);
  void transport.send({ jsonrpc: '2.0', method: 'notifications/initialized' } as unknown as M);
  const first = ask('tools/list', {}, limits.initializeMs + limits.pageMs);
  first.catch(() => {}); // It is waited for after the handshake, which may fail before.
  let facts: ModernSession['facts'] = {};
  try {
    const { result, error } = await initialized;
    if (error !== undefined) return { end: failed('initialize-failed', cut(error.message, 500)), facts };
    const version = result?.['protocolVersion'];
    facts = {
      ...rawFacts(result, limits),
      protocolVersion: typeof version === 'string' ? cut(version, 100) : undefined,
    };
    const end = await listRaw(
      (cursor) => (cursor === undefined ? first : ask('tools/list', { cursor }, limits.pageMs)),
      limits,
    );
    return { end, facts };
  } catch (error) {
    const phase = facts.protocolVersion === undefined ? 'initialize' : 'list';
    if (error instanceof Gone) return { end: { kind: 'closed', phase }, facts };
    return {
      end: failed(`${phase}-timed-out`, `No answer to ${phase === 'list' ? 'tools/list' : phase} in time.`),
      facts,
    };
  }
}

interface AtOnceOptions {
  capabilities: boolean;
  protocolVersion: string;
  /** Called when a message arrives. */
  onAnswer?: (() => void) | undefined;
}
