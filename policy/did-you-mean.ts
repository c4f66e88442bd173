/** What people write who know the older YAML format, or the FAQ texts about it: the member of policy.json instead. */
const FROM_ELSEWHERE: Readonly<Record<string, string>> = {
  action: '`deny_if` with empty `conditions`, or `hide`',
  rate_limit: '`limits`',
  rules: '`require` and `deny_if`',
  reason: '`on_deny`',
  message: '`on_deny`',
  state: '`limits`',
  require_approval: '`approval`',
};

/**
 * A question to end a message with, such as ` (did you mean "limits"?)`, for a name that is none of `known`; `''` when
 * nothing is near enough.
 */
export function didYouMean(name: string, known: readonly string[]): string {
  if (Object.hasOwn(FROM_ELSEWHERE, name)) return ` (did you mean ${FROM_ELSEWHERE[name]}?)`;
  const written = name.toLowerCase().slice(0, 40);
  const near = known
    .map((candidate) => ({ candidate, distance: editDistance(written, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= allowedTypos(candidate))
    .sort((a, b) => a.distance - b.distance)[0];
  return near === undefined ? '' : ` (did you mean "${near.candidate}"?)`;
}

/** Short names are near to everything: they may differ in case alone. */
function allowedTypos({ length }: string): number {
  if (length < 3) return 0;
  return length < 5 ? 1 : 2;
}

/** Levenshtein distance, row by row. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const row = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const replaced = (previous[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      row.push(Math.min((row[j] ?? 0) + 1, (previous[j + 1] ?? 0) + 1, replaced));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
