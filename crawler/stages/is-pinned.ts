/** A version as the planner lets it through: `v1.2.3` and `=1.2.3` are exact as well. */
const EXACT = /^[\sv=]*\d+\.\d+\.\d+/;

/**
 * Whether a plan names exact versions only, and so starts the same thing each time. Looks for `version` wherever it stands in
 * the plan, since a plan may name several ways; a plan without any version follows whatever is there.
 *
 * @param plan the plan, or its JSON
 */
export function isPinned(plan: unknown): boolean {
  const versions = versionsIn(typeof plan === 'string' ? (JSON.parse(plan) as unknown) : plan);
  return versions.length > 0 && versions.every((version) => typeof version === 'string' && EXACT.test(version));
}

function versionsIn(plan: unknown): unknown[] {
  if (typeof plan !== 'object' || plan === null) return [];
  const { version, ways } = plan as { version?: unknown; ways?: unknown };
  // Only the first way is what usually lists; the others stand in for it.
  return version !== undefined ? [version] : Array.isArray(ways) ? versionsIn(ways[0]) : [];
}
