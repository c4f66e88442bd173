import type { ApiChanges } from '../model/api-changes.ts';
import { dayChangesUrl } from '../paths.ts';
import type { FileFacts } from '../text/list-file.ts';
import { documentHeader } from './document-header.ts';

/**
 * The days on which something changed, newest first.
 *
 * @param days oldest first
 */
export function changesDocument(
  days: readonly string[],
  facts: ReadonlyMap<string, FileFacts>,
  siteUrl?: string,
): ApiChanges {
  return {
    ...documentHeader('changes', siteUrl),
    days: days.toReversed().map((day) => ({ day, href: dayChangesUrl(day), ...facts.get(dayChangesUrl(day))! })),
  };
}
