import type { LaunchOutcome, OutcomeCode, StepName } from '../../../catalog/model/launch.ts';
import { attemptStart, type Attempt } from '../attempt.ts';
import type { Jail } from '../jail/jail.ts';
import type { Limits } from '../limits.ts';
import type { Turns } from '../turns.ts';
import { hasGained } from './gained.ts';
import { profileOf, toolSourceOf } from './profile-of.ts';
import { BARE, startKey, type Start } from './start.ts';
import type { Declared, Startable } from './startable.ts';
import type { Known, Proposal, Step, Tried } from './step.ts';
import { STEPS } from './steps.ts';
import { uniteLists, type Listing } from './unite-lists.ts';
import { variationsOf } from './variations.ts';

/** What a climb adds to the outcome of a launch. */
export type Climbed = Omit<LaunchOutcome, 'fetched' | 'fetchMs' | 'launchMs' | 'isolation'>;

/** Endings that another way to start may change; the others say something about the package itself. */
const WORTH_ANOTHER_START = new Set<OutcomeCode>([
  'module-missing',
  'runtime-too-old',
  'needs-env',
  'needs-arguments',
  'needs-config-file',
  'needs-binary',
  'needs-network',
  'crashed',
  'exited-without-serving',
  'initialize-timed-out',
  'initialize-failed',
  'http-only',
  'unsupported-protocol',
  'list-timed-out',
  'list-failed',
  'list-needs-network',
  'malformed-list',
  'empty-list',
]);

/**
 * Starts what lies ready, in one way after another, until it lists its tools; what a start gained over the one before is
 * kept, and the steps begin anew from there. A server that has listed is started a few times more, to see whether its list
 * depends on how it is started. When no start lists, the one that came furthest is what counts.
 *
 * @param declared what the registry's record says about variables and arguments; empty lists when there is no record
 * @param alone runs work with no other launch beside it, for a server that was too slow beside others
 * @throws what `signal` was aborted with
 */
export async function climb(
  jail: Jail,
  startable: Startable,
  declared: Declared,
  limits: Limits,
  signal: AbortSignal,
  alone: Turns['alone'] = (work) => work(),
): Promise<Climbed> {
  let deadline = performance.now() + limits.ladderMs;
  let pace = limits;
  const attempts: LaunchOutcome['attempts'] = [];
  let seen = new Set<string>();
  const { code: readCode, ...texts } = startable.texts;
  const known: Known = { declared, texts, code: [], attempts: [], base: NOTHING_TRIED, ownNetwork: jail.ownNetwork };
  let furthest: Ended | undefined;
  let gained: StepName[] = [];

  const isOver = () => attempts.length >= limits.attempts || performance.now() + pace.attemptMs > deadline;
  const attempt = async (step: StepName, start: Start): Promise<Ended | undefined> => {
    const key = startKey(start);
    if (seen.has(key) || (attempts.length > 0 && isOver())) return undefined;
    seen.add(key);
    const ended = await attemptStart(jail, startable, start, pace, signal);
    const profile = profileOf(step, start, ended, gained);
    attempts.push({ profile: step, code: ended.code, detail: ended.detail, start: profile });
    return { attempt: ended, start, profile, step };
  };

  /** Goes through the rungs once; ends at the first list, or at the first gain, which changes what they propose. */
  const climbOnce = async (): Promise<'listed' | 'gained' | 'nothing'> => {
    for (const step of STEPS) {
      if (step.needsCode === true && known.code.length === 0 && !isOver()) known.code = await readCode();
      for (const { start, trust } of proposalsOf(step, known)) {
        const ended = await attempt(step.name, start);
        if (ended === undefined) continue;
        const { code } = ended.attempt;
        if (code === 'listed') {
          furthest = ended;
          return 'listed';
        }
        const tried = triedOf(ended);
        known.attempts = [...known.attempts, tried];
        // What it has read may be what the steps were waiting for.
        if (trust === 'read') return 'gained';
        if (furthest !== undefined && !hasGained(known.base, tried, trust)) continue;
        if (furthest !== undefined) gained = [...gained, step.name];
        furthest = ended;
        known.base = tried;
        return WORTH_ANOTHER_START.has(code) ? 'gained' : 'nothing';
      }
    }
    return 'nothing';
  };

  // Each round adds at least one attempt, so that their number bounds it.
  let round = await climbOnce();
  while (round === 'gained') round = await climbOnce();

  if (TIMED_OUT.has(furthest!.attempt.code)) {
    const { step, start } = furthest!;
    const again = await alone(() => attemptStart(jail, startable, start, patient(limits), signal));
    const profile = profileOf(step, start, again, gained);
    attempts.push({ profile: step, code: again.code, detail: again.detail, start: profile });
    // An ending of its own says more than our clock.
    if (!TIMED_OUT.has(again.code)) furthest = { attempt: again, start, profile, step };
    if (SAYS_WHAT_TO_ADD.has(again.code)) {
      // It was the clock, and not the server, that kept the steps from what it says: they begin anew from there, as patiently.
      pace = patient(limits);
      deadline = performance.now() + limits.ladderMs;
      seen = new Set([startKey(start)]);
      known.base = triedOf(furthest!);
      known.attempts = [...known.attempts, known.base];
      for (round = 'gained'; round === 'gained';) round = await climbOnce();
    }
  }

  const { attempt: deciding, start, profile } = furthest!;
  const { said: _, ports: __, client: ___, endpoint: ____, node: _____, ...facts } = deciding;
  if (deciding.code !== 'listed') return { ...facts, profile, toolSource: undefined, attempts };
  const listings: Listing[] = [{ ...deciding, profile }];
  const asks = deciding.client.shown || mentionsCapabilities(await readCode());
  for (const variation of variationsOf(start, known, asks).slice(0, limits.variations)) {
    const ended = await attempt('variation', variation);
    if (ended?.attempt.code === 'listed') listings.push({ ...ended.attempt, profile: ended.profile });
  }
  return { ...facts, profile, toolSource: toolSourceOf(start), attempts, ...uniteLists(listings, limits.tools) };
}

interface Ended {
  attempt: Attempt;
  start: Start;
  profile: Listing['profile'];
  step: StepName;
}

const NOTHING_TRIED: Tried = {
  step: 'bare',
  start: BARE,
  code: 'sandbox-failed',
  detail: '',
  said: '',
  ports: [],
  greeted: false,
};

function triedOf({ attempt, start, step }: Ended): Tried {
  const { code, detail, said, ports, protocolVersion } = attempt;
  return { step, start, code, detail, said, ports, greeted: protocolVersion !== undefined };
}

/** Endings with which a server tells how it wants to be started. */
const SAYS_WHAT_TO_ADD = new Set<OutcomeCode>([
  'needs-env',
  'needs-arguments',
  'runtime-too-old',
  'exited-without-serving',
]);

const TIMED_OUT = new Set<OutcomeCode>(['initialize-timed-out', 'list-timed-out']);

/** Clocks for a server that gets a second chance. */
const patient = (limits: Limits): Limits => ({
  ...limits,
  initializeMs: Math.max(limits.initializeMs, limits.patientMs),
  pageMs: Math.max(limits.pageMs, limits.patientMs),
  // A page may follow the handshake.
  attemptMs: Math.max(limits.attemptMs, limits.patientMs + limits.pageMs),
});

/** Whether the server's own code looks at what its client can do, in the words of the MCP SDKs. */
const mentionsCapabilities = (texts: readonly string[]) =>
  texts.some((text) => /getClientCapabilities|client_?capabilities|client_params/i.test(text));

/** A step that stumbles over a hostile text costs itself only. */
function proposalsOf(step: Step, known: Known): Proposal[] {
  try {
    return step.propose(known);
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError) return [];
    throw error;
  }
}
