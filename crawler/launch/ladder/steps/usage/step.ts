import { dummyValue } from '../../../dummies.ts';
import type { Start } from '../../start.ts';
import type { Known, Proposal, Step } from '../../step.ts';
import { readUsage } from './read-usage.ts';

const PROPOSALS = 8;
/** Endings after which a server may be waiting for another command or switch. */
const UNCLEAR = new Set([
  'needs-arguments',
  'exited-without-serving',
  'http-only',
  'initialize-timed-out',
  'crashed',
  'needs-env',
]);
/** Ways to ask for the protocol on standard input that many servers share; tried only when nothing is known. */
const COMMON: readonly string[][] = [['mcp'], ['serve'], ['start'], ['server'], ['--stdio'], ['stdio'], ['--mcp']];

/** Usage text: what options and commands it has, asked for by `--help` when the server points there. */
export const usage: Step = {
  name: 'usage',
  propose(known) {
    const { base, texts } = known;
    if (!UNCLEAR.has(base.code)) return [];
    const proposals: Proposal[] = [];
    const propose = (trust: Proposal['trust'], args: readonly string[], madeUp = false) => {
      const start: Start = { ...base.start, arguments: args, argumentsMadeUp: base.start.argumentsMadeUp || madeUp };
      proposals.push({ start, trust });
    };
    const own = base.start.arguments;
    const { options, positionals, commands, switches, widest } = readUsage(usageTexts(known));
    for (const name of options) propose('asked', [...own, name, dummyValue({ name })], true);
    if (positionals.length > 0 && base.code === 'needs-arguments') {
      propose('asked', [...own, ...positionals.map((name) => dummyValue({ name }))], true);
    }
    for (const words of widest) if (!own.includes(words[0]!)) propose('guess', [...own, ...words]);
    for (const words of switches) if (!own.includes(words[0]!)) propose('guess', [...own, ...words]);
    for (const words of commands) if (!own.includes(words[0]!)) propose('guess', [...own, ...words]);
    const said = base.said.length + texts.readme.length;
    const pointed = /--help\b|\busage\b/i.test(base.said) || base.code === 'needs-arguments';
    if (pointed || said === 0 || base.code === 'exited-without-serving') propose('read', [...own, '--help']);
    const helped = known.attempts.some(({ step, start }) => step === 'usage' && start.arguments.at(-1) === '--help');
    if (helped && ['needs-arguments', 'exited-without-serving'].includes(base.code)) {
      for (const words of COMMON) propose('guess', [...own, ...words]);
    }
    return proposals.slice(0, PROPOSALS);
  },
};

/** What it said itself, then what it answered to `--help`, which has the same start otherwise. */
function usageTexts({ base, attempts }: Known): string[] {
  const own = base.start.arguments;
  const helps = attempts.filter(
    ({ start }) => start.arguments.length === own.length + 1 && start.arguments.at(-1) === '--help',
  );
  return [base.said, ...helps.map(({ said }) => said)];
}
