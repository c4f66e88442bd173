import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

/** Bytes that are collected before they are written. */
const BUFFER = 1024 * 1024;

/** What a finished file holds. */
export interface FileFacts {
  /** Rows. */
  entries: number;
  bytes: number;
  /** `sha256:…` of the bytes. */
  sha256: string;
}

/**
 * Writes pieces one after another into a file, and hashes it on the way, so that its size does not matter.
 *
 * @returns size and hash of what was written
 */
export function writeListFile(path: string, pieces: Iterable<Uint8Array>): Omit<FileFacts, 'entries'> {
  const hash = createHash('sha256');
  const file = openSync(path, 'w');
  let bytes = 0;
  let pending: Uint8Array[] = [];
  let size = 0;
  const flush = () => {
    const chunk = Buffer.concat(pending);
    for (let at = 0; at < chunk.length;) at += writeSync(file, chunk, at);
    hash.update(chunk);
    bytes += chunk.length;
    pending = [];
    size = 0;
  };
  try {
    for (const piece of pieces) {
      pending.push(piece);
      size += piece.length;
      if (size >= BUFFER) flush();
    }
    flush();
  } finally {
    closeSync(file);
  }
  return { bytes, sha256: `sha256:${hash.digest('hex')}` };
}
