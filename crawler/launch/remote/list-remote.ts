import type { LaunchOutcome, LaunchPlan } from '../../../catalog/model/launch.ts';
import { cleanText } from '../clean-text.ts';
import { JAIL_HOME } from '../jail/jail.ts';
import type { LaunchContext } from '../launch-context.ts';
import { runSession } from '../session/mcp-session.ts';
import { readAuthorization } from './read-authorization.ts';
import { openRemotePipes } from './remote-pipes.ts';

/**
 * Asks a remote server for its tools as somebody without a login. It is asked once, politely, and never registered with.
 *
 * @throws what `signal` was aborted with
 */
export async function listRemote(
  { web, watch, limits }: LaunchContext,
  { identifier, transport }: Extract<LaunchPlan, { kind: 'remote' }>,
  signal: AbortSignal,
): Promise<Partial<LaunchOutcome> & Pick<LaunchOutcome, 'code' | 'detail'>> {
  const url = new URL(identifier);
  const turn = await web.converse(url, signal);
  if ('code' in turn) return attempted(transport, turn);
  using clock = watch.limit(limits.attemptMs);
  const ending = AbortSignal.any([signal, clock.signal]);
  const pipes = openRemotePipes(web, { url, transport, turn }, limits, ending);
  const stop = () => pipes.stdout.end();
  ending.addEventListener('abort', stop);
  let outcome: Pick<LaunchOutcome, 'code' | 'detail'> & Partial<LaunchOutcome>;
  try {
    const { end, facts } = await runSession(pipes, { limits, home: JAIL_HOME, capabilities: true });
    signal.throwIfAborted();
    const { serverInfo, instructions, protocolVersion, strayLines } = facts;
    const found = outcomeOf(end, pipes.lastError());
    const late = {
      code: 'list-timed-out' as const,
      detail: `It did not list its tools within ${limits.attemptMs} ms.`,
    };
    const timedOut = found.code !== 'listed' && clock.signal.aborted ? late : {};
    outcome = { serverInfo, instructions, protocolVersion, strayLines, ...found, ...timedOut };
  } finally {
    ending.removeEventListener('abort', stop);
    await pipes.close();
    turn.end();
  }
  const trouble = outcome.code === 'listed' ? undefined : pipes.trouble();
  if (trouble === undefined) return attempted(transport, outcome);
  const { challenge, ...known } = trouble;
  if (known.code !== 'auth-required') return attempted(transport, { ...outcome, ...known });
  // Only now, since it can be kept at another host: who holds one turn must not wait for another.
  const authorization = await readAuthorization(web, url, challenge ?? null, ending);
  signal.throwIfAborted();
  return attempted(transport, { ...outcome, ...known, authorization });
}

/** With its one attempt. */
function attempted<O extends Pick<LaunchOutcome, 'code' | 'detail'>>(profile: string, outcome: O) {
  return { ...outcome, attempts: [{ profile, code: outcome.code, detail: outcome.detail }] };
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
