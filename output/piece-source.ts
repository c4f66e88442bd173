import { beginReading, closeDatabase, openDatabase } from '../catalog/store/database.ts';
import { OUTPUT_DATABASE, PIECE, PIECES } from './output-memory.ts';

/** Where another thread finds the pieces that the present pass has put together; plain data. */
export interface PieceSource {
  /** Path of the folder's memory. */
  database: string;
  /** Number of the pass. */
  pass: number;
}

/** What the parts add to lists of all. */
export interface Pieces {
  /** In the order of the parts' names. */
  pieces(list: string): Iterable<Uint8Array>;
}

/** The same as a thread reads it that does not publish. */
export interface OpenPieces extends Pieces {
  /** What one part adds to a list; `undefined` for nothing. */
  piece(list: string, part: string): Uint8Array | undefined;
  close(): void;
}

/**
 * Opens the pieces of a folder that somebody else is publishing into. What is added later is not seen.
 *
 * @throws Rejected when there is no such memory
 */
export function openPieces({ database, pass }: PieceSource): OpenPieces {
  const db = openDatabase(database, { ...OUTPUT_DATABASE, readonly: true });
  beginReading(db);
  const select = db.prepare<[string, number], { bytes: Uint8Array }>(PIECES);
  const one = db.prepare<[string, string], { bytes: Uint8Array }>(PIECE);
  return {
    *pieces(list) {
      for (const { bytes } of select.iterate(list, pass)) yield bytes;
    },
    piece: (list, part) => one.get(list, part)?.bytes,
    close: () => closeDatabase(db),
  };
}
