import type { ServerView } from '../catalog/store/reader.ts';
import { attackTotals, type AttackTotals } from './attack-totals.ts';
import { serverAttackCounts, type ServerAttackCounts } from './server-attack-counts.ts';

/** Under which the pieces of servers are kept in a published folder. */
export const ATTACK_LIST = 'site/attacks';

interface Piece {
  slug: string;
  name: string;
  counts: ServerAttackCounts;
}

const pieceOf = (view: ServerView): Piece => ({
  slug: view.server.slug,
  name: view.server.name,
  counts: serverAttackCounts(view),
});

/** What a server adds to the totals, as bytes that are kept until it changes; nothing for one without a fitting tool. */
export function attackPiece(view: ServerView): Uint8Array | undefined {
  const piece = pieceOf(view);
  return Object.keys(piece.counts).length === 0 ? undefined : Buffer.from(JSON.stringify(piece));
}

/** The totals of the servers whose pieces are given. */
export function totalsOfPieces(pieces: Iterable<Uint8Array>): AttackTotals {
  return attackTotals(Iterator.from(pieces).map((piece) => JSON.parse(Buffer.from(piece).toString()) as Piece));
}

/** The totals of servers that have to be read for it. */
export function totalsOfServers(views: Iterable<ServerView>): AttackTotals {
  return attackTotals(Iterator.from(views).map(pieceOf));
}
