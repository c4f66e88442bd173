import type { VerbForm } from './verb-forms.ts';
import { verbForm } from './verb-forms.ts';

/** Verbs that mean something else with a small word behind them, at once or behind what they are done to. */
const PHRASES = `tear down destroy|kick off start|roll out deploy|roll back rollback|put motion start|put action start|
  give back refund|shut down shutdown|shut off stop`;

const PHRASAL: ReadonlyMap<string, ReadonlyMap<string, VerbForm>> = byVerb();
/** The small words. */
export const PARTICLES: ReadonlySet<string> = new Set(
  PHRASES.split('|').map((phrase) => phrase.trim().split(/\s+/)[1] ?? ''),
);
/** How far behind a verb its small word may stand. */
const NEAR = 5;
/** "Give the customer their money back": only with money in between is it a refund. */
const MONEY = new Set(['money', 'fund', 'deposit', 'payment', 'fee']);

/** The verb that a verb is together with one of the words behind it; `undefined` where it is only itself. */
export function phrasalVerb(base: string, behind: readonly string[]): VerbForm | undefined {
  const particles = PHRASAL.get(base);
  if (particles === undefined) return undefined;
  const near = behind.slice(0, NEAR);
  if (base === 'give' && !near.some((word) => MONEY.has(word))) return undefined;
  const particle = near.find((word) => particles.has(word));
  return particle === undefined ? undefined : particles.get(particle);
}

function byVerb(): Map<string, Map<string, VerbForm>> {
  const found = new Map<string, Map<string, VerbForm>>();
  for (const phrase of PHRASES.split('|')) {
    const [base = '', particle = '', means = ''] = phrase.trim().split(/\s+/);
    const verb = verbForm(means);
    if (verb !== undefined) found.set(base, (found.get(base) ?? new Map<string, VerbForm>()).set(particle, verb));
  }
  return found;
}
