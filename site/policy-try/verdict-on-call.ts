import type { CompiledPolicy } from '../../policy/compile.ts';
import { decide, type Decision } from '../../policy/decide.ts';

/** What becomes of a call, for people. */
export interface CallVerdict {
  tone: 'good' | 'bad' | '';
  word: string;
  /** Names between backticks. */
  reason: string;
  rule: string;
  code: string;
  /** Whether a gateway would do so; in shadow mode it forwards all the same. */
  enforced: boolean;
}

const WORDS: Readonly<Record<Decision['decision'], string>> = {
  allow: 'Allowed',
  deny: 'Denied',
  hidden: 'Hidden',
  ask: 'Asks a person',
};
const TONES = { allow: 'good', deny: 'bad', hidden: 'bad', ask: '' } as const;

/** No call was made before: every limit has all of its room. */
const NO_CALLS = { now: 0, nthNewest: () => undefined };

/** Decides a call as a gateway would. */
export function verdictOnCall(policy: CompiledPolicy, tool: string, args: Record<string, unknown>): CallVerdict {
  const { decision, reason, rule, code, enforced } = decide(policy, { tool, args }, NO_CALLS);
  return { tone: TONES[decision], word: WORDS[decision], reason, rule, code, enforced };
}
