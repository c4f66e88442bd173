import type { LaunchOutcome, LaunchPlan } from '../../../catalog/model/launch.ts';
import { cleanText } from '../clean-text.ts';
import { JAIL_HOME } from '../jail/jail.ts';
import type { LaunchContext } from '../launch-context.ts';
import { runSession } from '../session/mcp-session.ts';
import { openRemotePipes } from './remote-pipes.ts';

/**
 * Asks a remote server for its tools as somebody without a login. It is asked once, politely, and never registered with.
 *
 * @throws what `signal` was aborted with
 */
export async function listRemote(
  { web, limits }: LaunchContext,
  { identifier, transport }: Extract<LaunchPlan, { kind: 'remote' }>,
  signal: AbortSignal,
): Promise<Partial<LaunchOutcome> & Pick<LaunchOutcome, 'code' | 'detail'>> {
  const url = new URL(identifier);
  const end = await web.turn(url.hostname, signal);
  const clock = AbortSignal.timeout(limits.attemptMs);
  const pipes = openRemotePipes(web, { url, transport }, limits, AbortSignal.any([signal, clock]));
  const stop = () => pipes.stdout.end();
  clock.addEventListener('abort', stop);
  signal.addEventListener('abort', stop);
  try {
    const { end: ending, facts } = await runSession(pipes, { limits, home: JAIL_HOME, capabilities: true });
    signal.throwIfAborted();
    const { serverInfo, instructions, protocolVersion, strayLines } = facts;
    const said = { serverInfo, instructions, protocolVersion, strayLines };
    const found = outcomeOf(ending, pipes.lastError());
    const trouble = found.code === 'listed' ? undefined : pipes.trouble();
    const late = {
      code: 'list-timed-out' as const,
      detail: `It did not list its tools within ${limits.attemptMs} ms.`,
    };
    const outcome = { ...said, ...found, ...(trouble ?? (found.code !== 'listed' && clock.aborted ? late : {})) };
    return { ...outcome, attempts: [{ profile: transport, code: outcome.code, detail: outcome.detail }] };
  } finally {
    clock.removeEventListener('abort', stop);
    signal.removeEventListener('abort', stop);
    await pipes.close();
    end();
  }
}

type Ending = Awaited<ReturnType<typeof runSession>>['end'];

/** @param lastError an error whose code the SDK's client takes for its own word that the connection is closed */
function outcomeOf(
  end: Ending,
  lastError: string | undefined,
): Pick<LaunchOutcome, 'code' | 'detail'> & Partial<LaunchOutcome> {
  if (end.kind === 'failed') return { code: end.code, detail: end.detail };
  if (end.kind === 'closed') {
    const said =
      lastError === undefined ? 'It ended the connection without an answer.' : cleanText(lastError).slice(0, 500);
    return { code: end.phase === 'list' ? 'list-failed' : 'initialize-failed', detail: said };
  }
  const { tools, malformed } = end;
  const refused = malformed.length === 0 ? '' : `, ${malformed.length} more cannot be read`;
  const detail = `It listed ${tools.length} ${tools.length === 1 ? 'tool' : 'tools'}${refused}.`;
  return { code: 'listed', detail, tools, malformed, toolSource: 'live-remote' };
}
