import { outcomeRow, type OutcomeCode } from '../../../catalog/model/launch.ts';
import type { Proposal, Tried } from './step.ts';

/** How far a start came: it ended, it ran without an answer, it spoke the protocol. */
function distance(code: OutcomeCode): number {
  const { group } = outcomeRow(code);
  if (group !== 'protocol') return group === 'start' ? 1 : 0;
  return /^(initialize-|http-only|unsupported)/.test(code) ? 2 : 3;
}

const REFUSES =
  /unknown|unrecogni[sz]ed|unexpected|invalid (option|argument|command|flag|value)|not (a )?(valid|known|recogni[sz]ed)|too many|no (such )?(command|option)|is not allowed|cannot be used|mutually exclusive|conflict/i;

/** An ending without what differs from run to run: numbers, paths, quoted texts stay. */
const signature = ({ code, detail }: Pick<Tried, 'code' | 'detail'>) =>
  `${code} ${detail.replaceAll(/\d+/g, '#').replaceAll(/\/[\w./@-]+/g, '/')}`;

/**
 * Whether an attempt came further than the one that it was built on, so that what it added is kept. Coming as far but ending
 * in another way counts when the server or its author asked for the addition: one missing name after the other.
 */
export function hasGained(base: Tried, next: Tried, trust: Proposal['trust']): boolean {
  if (trust === 'read') return false;
  // Not there either: further steps are for standard input and output.
  if (next.start.transport === 'http' && distance(next.code) < 3) return false;
  const [before, after] = [distance(base.code), distance(next.code)];
  // A guess that runs into a missing variable was right so far; one that only runs may have started something else.
  if (trust === 'guess') return (after === 3 && before < 3) || (next.code === 'needs-env' && endedOtherwise(base));
  if (after !== before) return after > before;
  if (signature(base) === signature(next)) return false;
  return !refusesAddition(base, next);
}

/** Whether a start that runs into a missing variable is further than this one, which did not serve either. */
const endedOtherwise = ({ code }: Tried) => (distance(code) < 2 && code !== 'needs-env') || code === 'http-only';

/** Whether the server complains about the very thing that was added. */
function refusesAddition(base: Tried, next: Tried): boolean {
  const added = [
    ...Object.keys(next.start.environment).filter(
      (name) => base.start.environment[name] !== next.start.environment[name],
    ),
    ...next.start.arguments.filter((word) => !base.start.arguments.includes(word)),
  ].map((word) => word.split('=')[0]!);
  if (next.code === 'needs-arguments' && next.start.arguments.length > base.start.arguments.length) {
    return REFUSES.test(next.detail) || REFUSES.test(next.said.slice(0, 2_000));
  }
  return REFUSES.test(next.detail) && added.some((word) => word.length > 2 && next.detail.includes(word));
}
