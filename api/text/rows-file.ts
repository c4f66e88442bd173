import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { RowsLayout } from './rows-layout.ts';

/** Characters that are collected before they are written. */
const BUFFER = 256 * 1024;

/** What a finished file holds. */
export interface FileFacts {
  /** Rows. */
  entries: number;
  bytes: number;
  /** `sha256:…` of the bytes. */
  sha256: string;
}

export interface RowsFile {
  readonly path: string;
  row(text: string): void;
  /** Writes what is left and closes the file. */
  finish(): FileFacts;
  /** Closes the file as it is; does nothing when it is closed. */
  abandon(): void;
}

/** Opens a file that is written row by row and hashed on the way, so that its size does not matter. */
export function openRowsFile(path: string, layout: RowsLayout): RowsFile {
  const hash = createHash('sha256');
  let descriptor: number | undefined = openSync(path, 'w');
  let pending = layout.head;
  let entries = 0;
  let bytes = 0;
  const flush = () => {
    if (descriptor === undefined) throw new TypeError(`${path} is closed`);
    const chunk = Buffer.from(pending);
    for (let at = 0; at < chunk.length;) at += writeSync(descriptor, chunk, at);
    hash.update(chunk);
    bytes += chunk.length;
    pending = '';
  };
  const abandon = () => {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  };
  return {
    path,
    row(text) {
      pending += `${entries === 0 ? '' : layout.between}${text}${layout.rowEnd}`;
      entries += 1;
      if (pending.length >= BUFFER) flush();
    },
    finish() {
      pending += layout.tail;
      flush();
      abandon();
      return { entries, bytes, sha256: `sha256:${hash.digest('hex')}` };
    },
    abandon,
  };
}
