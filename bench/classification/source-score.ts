import { z } from 'zod';
import type { Judged } from './judged.ts';

/** A server's tools: how many a classifier has right, beside the baseline. */
export const SourceScore = z.strictObject({
  server: z.string(),
  tools: z.int(),
  right: z.int(),
  baseline: z.int(),
});
export type SourceScore = z.infer<typeof SourceScore>;

/** Scores each server by itself, those with most tools first. */
export function perSource<J extends Judged>(
  items: readonly J[],
  isRight: (item: J, verdict: J['verdict']) => boolean,
): SourceScore[] {
  const scores = new Map<string, SourceScore>();
  for (const item of items) {
    const { server } = item.row;
    const score = scores.get(server) ?? { server, tools: 0, right: 0, baseline: 0 };
    score.tools++;
    if (isRight(item, item.verdict)) score.right++;
    if (isRight(item, item.baseline)) score.baseline++;
    scores.set(server, score);
  }
  return [...scores.values()].sort((a, b) => b.tools - a.tools || (a.server < b.server ? -1 : 1));
}

/** A server on which the baseline has more right. */
export function isBelow({ right, baseline }: Pick<SourceScore, 'right' | 'baseline'>): boolean {
  return right < baseline;
}
