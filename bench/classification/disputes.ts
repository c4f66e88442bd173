import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Row } from './row.ts';

/** An author's hint that is held to be wrong, or that the same author contradicts. */
const Dispute = z.strictObject({
  server: z.string(),
  tool: z.string(),
  /** What the hint says, so that one that was corrected since is no longer disputed; `both` where the file has it both ways. */
  hint: z.enum(['reads', 'does not only read', 'both']),
  reason: z.string().min(20),
});
export type Dispute = z.infer<typeof Dispute>;

/** Reads the file of disputed hints. */
export function readDisputes(file: string): Dispute[] {
  return z.array(Dispute).parse(parse(readFileSync(file, 'utf8')));
}

/** Whether a row's hint is one of the disputed ones. */
export function disputeOf(disputes: readonly Dispute[], { server, tool, hint }: Row): Dispute | undefined {
  return disputes.find(
    (item) => item.server === server && item.tool === tool.name && (item.hint === hint || item.hint === 'both'),
  );
}
