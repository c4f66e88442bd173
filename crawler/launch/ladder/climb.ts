import type { LaunchOutcome, OutcomeCode } from '../../../catalog/model/launch.ts';
import { attemptStart, type Attempt } from '../attempt.ts';
import type { Jail } from '../jail/jail.ts';
import type { Limits } from '../limits.ts';
import { startProfiles, type StartProfile } from '../profiles.ts';
import type { Declared, Startable } from './startable.ts';

/** What a climb adds to the outcome of a launch. */
export type Climbed = Pick<
  LaunchOutcome,
  | 'code'
  | 'detail'
  | 'profile'
  | 'tools'
  | 'toolSource'
  | 'malformed'
  | 'serverInfo'
  | 'instructions'
  | 'protocolVersion'
  | 'attempts'
  | 'stderrTail'
  | 'strayLines'
>;

/** Endings that another way to start may change; the others say something about the package itself. */
const WORTH_ANOTHER_PROFILE = new Set<OutcomeCode>([
  'needs-env',
  'needs-arguments',
  'needs-config-file',
  'needs-network',
  'crashed',
  'exited-without-serving',
  'initialize-timed-out',
  'initialize-failed',
  'http-only',
  'list-timed-out',
  'list-failed',
  'list-needs-network',
  'empty-list',
]);

/**
 * Starts what lies ready, in one way after another, until it lists its tools.
 *
 * @param declared what the registry's record says about variables and arguments; empty lists when there is no record
 * @throws what `signal` was aborted with
 */
export async function climb(
  jail: Jail,
  startable: Startable,
  declared: Declared,
  limits: Limits,
  signal: AbortSignal,
): Promise<Climbed> {
  const deadline = performance.now() + limits.ladderMs;
  const attempts: LaunchOutcome['attempts'] = [];
  let deciding: { start: StartProfile; attempt: Attempt } | undefined;
  for (const start of startProfiles(declared)) {
    if (deciding !== undefined && performance.now() + limits.attemptMs > deadline) break;
    const attempt = await attemptStart(jail, startable, start, limits, signal);
    attempts.push({ profile: start.profile.name, code: attempt.code, detail: attempt.detail });
    if (deciding === undefined || attempt.code === 'listed') deciding = { start, attempt };
    if (!WORTH_ANOTHER_PROFILE.has(attempt.code)) break;
  }
  const { start, attempt } = deciding!;
  const toolSource = attempt.code === 'listed' ? start.toolSource : undefined;
  return { ...attempt, profile: start.profile, toolSource, attempts };
}
