import { type Template, templates } from '../template.ts';

const WORDS =
  `get list read view show search find check is has fetch describe preview safe readonly read_only dry_run test mock
  simulate explain count no_op status info details history report log result preview_only summary help docs example link id
  schema policy permission_check`.split(/\s+/);

/** Single words that soothe, above all at either end of a name: `get_delete_user`, `delete_user_status`. */
export const affixes: readonly Template[] = templates(
  'affix',
  Object.fromEntries(WORDS.map((word) => [`affix-${word.replaceAll('_', '-')}`, word])),
).map((template) => ({ ...template, merges: true }));
