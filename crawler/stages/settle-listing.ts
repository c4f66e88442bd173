import { Rejected } from '../../catalog/errors.ts';
import type { Store } from '../../catalog/store/open.ts';

/**
 * A listing that comes without more than this share of what was known, and without at least this many records, is doubted.
 *
 * The share is what adapters themselves let pass as noise of a search (a tenth). The largest cleaning-up that is known took
 * 1,311 names of one publisher out of 20,236 (official registry, 2026-08), a fifteenth. Waiting for a second pass costs a day, and
 * what a registry takes down on purpose says so in its record, which is believed at once; withdrawing wrongly empties the
 * site until the next good pass. Below ten records, lists are kept by hand, and half of one may well be gone.
 */
export const DOUBTED_SHARE = 0.1;
export const DOUBTED_LEAST = 10;

/** How the end of a full pass was taken. */
export interface Settled {
  withdrawn: number;
  /** Entries that the pass did not meet and that are kept until another pass agrees. */
  kept: number;
}

/** Whether so many missing entries are more than a registry loses in a day. */
export function isDoubtful({ known, missing }: { known: number; missing: number }): boolean {
  return missing >= DOUBTED_LEAST && missing > known * DOUBTED_SHARE;
}

/**
 * Takes the end of a full pass: what it did not meet is gone, unless that is so much that the listing itself is doubted. Then
 * it is kept, and goes when the next complete pass does not meet it either. What only this second pass misses is judged on
 * its own, so that two broken listings with different stumps withdraw nothing that either of them had.
 *
 * @param accepted the operator's word that what is missing is gone
 * @throws Rejected when the pass has met nothing at all, also when it is accepted
 */
export function settleListing(
  store: Store,
  { id, base }: { id: string; base: string },
  { accepted, at }: { accepted: boolean; at: string },
): Settled {
  const { registries } = store;
  // A registry that fails must never empty the catalogue, also when it answers 200.
  if (!registries.hasSeenAny(id)) {
    throw new Rejected(`${id} (${base}) lists no server any more; what is known of it was kept`, {
      hint: 'If that is right, give it a list with at least one server.',
    });
  }
  const { known, again, newly } = registries.missing(id);
  if (!accepted && isDoubtful({ known: known - again, missing: newly })) {
    const withdrawn = again === 0 ? 0 : registries.withdrawUnseen(id, 'again');
    registries.doubt(id, { known: known - again, kept: newly }, at);
    return { withdrawn, kept: newly };
  }
  const withdrawn = registries.withdrawUnseen(id, 'all');
  registries.settle(id);
  registries.dropOldRefusals(id);
  return { withdrawn, kept: 0 };
}
