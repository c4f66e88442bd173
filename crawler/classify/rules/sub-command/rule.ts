import { argumentFact, subCommand } from '../argument.ts';
import type { Rule } from '../rule.ts';

/** A router: the caller names a sub-command that the definition does not list. */
export const subCommandRule: Rule = ({ parameters }) => {
  const routed = subCommand(parameters);
  if (routed === undefined) return {};
  return { facts: [argumentFact(routed.command, 'sub-command', 'sub-command')] };
};
