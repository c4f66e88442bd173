import { setTimeout as sleep } from 'node:timers/promises';
import type { OutcomeCode } from '../../catalog/model/launch.ts';
import { cleanText, tailOf } from './clean-text.ts';
import { JAIL_HOME, type Jail } from './jail/jail.ts';
import type { Limits } from './limits.ts';
import type { Startable } from './ladder/startable.ts';
import { judgeFailure } from './outcome.ts';
import type { StartProfile } from './profiles.ts';
import type { ToolList } from './session/list-tools.ts';
import { runSession, type SessionEnd, type SessionFacts } from './session/mcp-session.ts';

/** How one start of a server went. */
export type Attempt = Omit<SessionFacts, 'strays'> &
  ToolList & { code: OutcomeCode; detail: string; stderrTail: string };

/** A server that has closed its output is about to end; its exit code says more than our kill would. */
const LAST_WORDS_MS = 1_000;

/**
 * Starts what lies ready in the jail, without network and with its files read-only, lists its tools, and kills it with
 * everything it started.
 *
 * @throws what `signal` was aborted with
 */
export async function attemptStart(
  jail: Jail,
  startable: Startable,
  { environment, profile }: StartProfile,
  limits: Limits,
  signal: AbortSignal,
): Promise<Attempt> {
  let home = JAIL_HOME;
  const prisoner = await jail.start({
    mounts: startable.mounts,
    limits,
    command: (paths) => {
      home = paths.home;
      // Placeholders name the sandbox's home; without a sandbox it is elsewhere.
      const here = (text: string) => text.replaceAll(JAIL_HOME, home);
      const { argv, cwd, environment: fixed } = startable.command(paths, `${paths.runtime}/node`);
      const own = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, here(value)]));
      return {
        argv: [...argv, ...profile.arguments.map(here)] as [string, ...string[]],
        cwd: cwd ?? home,
        environment: { ...fixed, ...own },
      };
    },
  });
  const stop = () => void prisoner.kill();
  signal.addEventListener('abort', stop);
  try {
    if (signal.aborted) stop();
    const { end, facts } = await within(limits.attemptMs, runSession(prisoner, limits, home));
    const { strays, ...said } = facts;
    if (end.kind === 'closed') await Promise.race([prisoner.ended, sleep(LAST_WORDS_MS, undefined, { ref: false })]);
    const ports = prisoner.listeningPorts();
    const ending = await prisoner.kill();
    signal.throwIfAborted();
    const stderr = cleanText(prisoner.stderr());
    const stderrTail = tailOf(stderr, limits.stderrTailBytes);
    if (end.kind === 'listed') {
      return {
        ...said,
        code: 'listed',
        detail: listedDetail(end),
        tools: end.tools,
        malformed: end.malformed,
        stderrTail,
      };
    }
    const verdict = ending.neverStarted
      ? { code: 'sandbox-failed' as const, detail: stderr.trim().split('\n')[0]?.slice(0, 300) ?? '' }
      : judgeFailure({ end, ending, stderr, stray: cleanText(strays.join('\n')), ports });
    return { ...said, ...verdict, tools: [], malformed: [], stderrTail };
  } finally {
    signal.removeEventListener('abort', stop);
    await prisoner.kill();
  }
}

async function within(
  ms: number,
  session: Promise<{ end: SessionEnd; facts: SessionFacts }>,
): Promise<{ end: SessionEnd; facts: SessionFacts }> {
  const timeout = new AbortController();
  const late = sleep(ms, undefined, { signal: timeout.signal }).then(() => ({
    end: { kind: 'failed', code: 'list-timed-out', detail: `It did not list its tools within ${ms} ms.` } as const,
    facts: { strayLines: 0, strays: [] },
  }));
  late.catch(() => {}); // The abort below rejects it.
  try {
    return await Promise.race([session, late]);
  } finally {
    timeout.abort();
  }
}

function listedDetail({ tools, malformed }: ToolList): string {
  const refused = malformed.length === 0 ? '' : `, ${malformed.length} more cannot be read`;
  return `It listed ${tools.length} ${tools.length === 1 ? 'tool' : 'tools'}${refused}.`;
}
