/**
 * The published folder: writes only bytes that changed, remembers what every file was made from, and prunes what is no
 * longer wanted. Its memory is a small SQLite file inside the folder, so that deleting the folder forgets everything.
 */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { closeDatabase, lockCatalogue, openDatabase } from '../catalog/store/database.ts';
import { folderTree } from './folder-tree.ts';
import { openRoot, STATE_FOLDER } from './open-root.ts';
import { outputMemory, OUTPUT_DATABASE, type FileMemory, type KnownFile } from './output-memory.ts';

export { STATE_FOLDER };

/** What became of one file. */
export type Written = 'written' | 'same';

/**
 * An open published folder. A path is relative to it, with forward slashes and without `.` or `..`; every method throws a
 * TypeError for one that is not, and Rejected where a symbolic link or somebody's file stands in the way.
 */
export interface OutputDirectory {
  readonly root: string;
  /**
   * Says that `path` is wanted, made from something with this key. A file that somebody changed or deleted is noticed by its
   * size and date: as long as both are what they were, its bytes are not read.
   *
   * @returns true when the file stands there already, made from the same; then nothing needs to be written
   */
  isCurrent(path: string, key: string): boolean;
  /** Writes a file unless the same bytes stand there, and remembers its key. */
  write(path: string, key: string, content: string | Uint8Array): Written;
  /**
   * Takes a finished file of any size from elsewhere on the same file system, like {@link write}; one with the same bytes is
   * left where it is.
   */
  adopt(path: string, key: string, from: string): Written;
  /**
   * Deletes every file of ours that nobody wanted since the folder was opened, and folders left empty; returns how many.
   *
   * @param under only these parts of the folder, such as `api/`, for a pass that publishes no others
   */
  prune(under?: readonly string[]): number;
  /** A folder for temporary files, on the same file system; whoever uses it makes and empties it. */
  temporary(name: string): string;
  close(): void;
}

/**
 * Opens a published folder for one pass over its files, alone. It may be killed at any time: a file is put in place whole,
 * and remembered afterwards.
 *
 * @throws Rejected when the folder holds files that Toolgate did not put there, so that `--out .` destroys nothing; Fatal
 *   when another process publishes into it
 */
export function openOutput(root: string): OutputDirectory {
  const base = openRoot(root);
  const state = join(base, STATE_FOLDER);
  const database = join(state, 'output.sqlite');
  const release = lockCatalogue(database);
  try {
    const db = openDatabase(database, OUTPUT_DATABASE);
    // The files are the truth, this is only a memory of them: after a power cut a file is written once more.
    db.pragma('synchronous = NORMAL');
    const close = () => {
      closeDatabase(db);
      release();
    };
    return outputDirectory(base, state, outputMemory(db), close);
  } catch (error) {
    release();
    throw error;
  }
}

function outputDirectory(base: string, state: string, memory: FileMemory, closeAll: () => void): OutputDirectory {
  const tree = folderTree(base, memory);
  const temporary = (name: string) => join(state, 'tmp', name);
  // What is there was left by a process that was killed: the lock says that no other one is at work.
  rmSync(temporary(''), { recursive: true, force: true });
  mkdirSync(temporary(''), { recursive: true });

  /** Whether the remembered bytes stand there. A copied folder has other dates; then the bytes themselves are compared. */
  const stands = (path: string, target: string, known: KnownFile): boolean => {
    const stamp = tree.stampOf(target);
    if (stamp?.size !== known.size) return false;
    if (stamp.modified === known.modified) return true;
    if (hashOfFile(target) !== known.hash) return false;
    memory.save(path, known.key, known.hash, stamp);
    return true;
  };

  const place = (path: string, key: string, hash: string, put: (target: string) => void): Written => {
    const target = tree.locate(path);
    const known = memory.find(path);
    const same = known?.hash === hash && stands(path, target, known);
    if (!same) {
      if (known === undefined) memory.announce(path);
      tree.makeRoom(path);
      put(target);
    }
    // Remembered after the file is in place. A crash in between leaves a file with another date than the remembered one, so
    // its bytes are compared before anybody believes the key.
    memory.save(path, key, hash, tree.stampOf(target)!);
    return same ? 'same' : 'written';
  };

  return {
    root: base,
    isCurrent(path, key) {
      const target = tree.locate(path);
      const known = memory.find(path);
      if (known === undefined) return false;
      memory.want(path);
      return known.key === key && stands(path, target, known);
    },
    write: (path, key, content) =>
      place(path, key, createHash('sha256').update(content).digest('hex'), (target) => {
        // Written elsewhere and renamed, so that nobody ever reads half a file or is left with one.
        const half = temporary('half-written');
        rmSync(half, { force: true });
        writeFileSync(half, content, { flag: 'wx' });
        renameSync(half, target);
      }),
    adopt: (path, key, from) => place(path, key, hashOfFile(from), (target) => renameSync(from, target)),
    prune(under) {
      const unwanted = memory.unwanted().filter((path) => under?.some((part) => path.startsWith(part)) ?? true);
      for (const path of unwanted) tree.remove(path);
      memory.commit();
      return unwanted.length;
    },
    temporary,
    close() {
      memory.commit();
      closeAll();
    },
  };
}

/** In pieces: a buffer cannot hold the largest downloads. */
function hashOfFile(path: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(1024 * 1024);
  const file = openSync(path, 'r');
  try {
    for (let size = readSync(file, piece); size > 0; size = readSync(file, piece)) hash.update(piece.subarray(0, size));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
