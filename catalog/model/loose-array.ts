import { z } from 'zod';

/** One refused item of a list: its index and what was wrong with it. */
export interface RefusedItem {
  index: number;
  reason: string;
}

/** The first problem of a zod error, in words, with the path inside the item. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'is invalid';
  return issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`;
}

/**
 * An array whose bad items are left out one by one instead of spoiling the whole list (design.md section 5, rule 2).
 * `onRefused` hears of each; more than `max` items is an error, not a silent cut.
 */
export function looseArray<T extends z.ZodType>(item: T, max: number, onRefused?: (refused: RefusedItem) => void) {
  return z
    .array(z.unknown())
    .max(max, `more than ${max} items`)
    .transform((items) =>
      items.flatMap((value, index): z.output<T>[] => {
        const parsed = item.safeParse(value);
        if (parsed.success) return [parsed.data];
        onRefused?.({ index, reason: firstIssue(parsed.error) });
        return [];
      }),
    );
}
