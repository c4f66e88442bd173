import { Policy } from './model.ts';
import { visibleJson } from './visible-text.ts';

/**
 * The exact text of a policy that is shown and copied: JSON with two spaces, members in the order of the format
 * whatever the order in the value, characters that cannot be seen as escapes, no newline at the end. `loadPolicy` reads it back as the same policy.
 *
 * @throws ZodError for a value that is no policy, so that no page can print one that does not load
 */
export function formatPolicy(policy: Policy): string {
  return visibleJson(JSON.stringify(Policy.parse(policy), null, 2));
}
