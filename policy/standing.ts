import { rulesFor, type Policy } from './model.ts';
import { WILDCARD } from './tool-name-map.ts';

/** How a tool stands under a policy, by the policy alone: the strictest that applies to it. */
export type Standing =
  | 'hidden'
  /** Every call is denied, whatever its arguments. */
  | 'denied'
  /** A call is denied or not by its arguments. */
  | 'restricted'
  /** Every call waits for a person. */
  | 'asked'
  /** Any call, but only so often. */
  | 'limited'
  | 'allowed';

/**
 * How a tool stands under a policy, without looking at a call. It agrees with `decide` for every call: a test runs both.
 * Limits on all tools together and pins are not looked at; they are told for the policy as a whole.
 */
export function standingOf(policy: Policy, tool: string): Standing {
  if (policy.hide?.some((name) => name === tool || name === WILDCARD) === true) return 'hidden';
  const rules = rulesFor(policy, tool);
  if (rules === undefined) return policy.default === 'deny' ? 'denied' : 'allowed';
  const { require = [], deny_if = [], limits = [] } = rules;
  if (deny_if.some((rule) => rule.conditions.length === 0)) return 'denied';
  if (limits.some((limit) => limit.max === 0)) return 'denied';
  if (require.length + deny_if.length > 0) return 'restricted';
  if (rules.approval === 'always') return 'asked';
  return limits.length > 0 ? 'limited' : 'allowed';
}
