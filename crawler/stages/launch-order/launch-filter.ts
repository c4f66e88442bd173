import type { OutcomeCode } from '../../../catalog/model/launch.ts';
import type { LaunchCandidate } from '../../../catalog/store/launch-candidates.ts';
import { publisherOf } from '../../inspect/publisher.ts';
import { matchesPattern } from './matches-pattern.ts';

/** Which servers may be launched; of several values of one field any may apply, of several fields all must. */
export interface LaunchFilter {
  /** Patterns for name or slug; see {@link matchesPattern}. */
  names?: readonly string[] | undefined;
  /** Ids of registries that list it. */
  registries?: readonly string[] | undefined;
  kinds?: readonly string[] | undefined;
  /** How its newest launch ended. */
  outcomes?: readonly OutcomeCode[] | undefined;
  /** Part of the name before the slash, or publisher: `io.github.acme`, `github.com/acme`, `example.com`. */
  namespaces?: readonly string[] | undefined;
}

/** Whether a filter lets a server pass. */
export function passesFilter(candidate: LaunchCandidate, filter: LaunchFilter): boolean {
  const { names, registries, kinds, outcomes, namespaces } = filter;
  const { name, slug, kind, last } = candidate;
  if (names !== undefined && !names.some((one) => matchesPattern(name, one) || matchesPattern(slug, one))) return false;
  if (registries !== undefined && !registries.some((id) => candidate.registries.includes(id))) return false;
  if (kinds !== undefined && !kinds.some((one) => one.toLowerCase() === kind)) return false;
  if (outcomes !== undefined && (last === undefined || !outcomes.includes(last.code))) return false;
  return namespaces === undefined || isOfAny(candidate, namespaces);
}

function isOfAny(candidate: LaunchCandidate, namespaces: readonly string[]): boolean {
  const slash = candidate.name.indexOf('/');
  const { namespace, repository } = publisherOf(candidate);
  const own = new Set([slash > 0 ? candidate.name.slice(0, slash).toLowerCase() : undefined, namespace, repository]);
  return namespaces.some((wanted) => own.has(wanted.toLowerCase()));
}

/** Whether anything is asked of a server at all. */
export const isFiltered = (filter: LaunchFilter): boolean => Object.values(filter).some((field) => field !== undefined);
