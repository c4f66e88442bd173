/**
 * The published folder: writes only bytes that changed, remembers what every file was made from, and prunes what is no
 * longer wanted. Its memory is a small SQLite file inside the folder, so that deleting the folder forgets everything.
 */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { closeDatabase, lockCatalogue, openDatabase } from '../catalog/store/database.ts';
import { bootId } from './boot-id.ts';
import { folderTree } from './folder-tree.ts';
import { openRoot, STATE_FOLDER } from './open-root.ts';
import {
  outputMemory,
  OUTPUT_DATABASE,
  type ChangedFile,
  type FinishedPart,
  type FileMemory,
  type KnownFile,
  type PartFile,
} from './output-memory.ts';
import type { Pieces, PieceSource } from './piece-source.ts';

export { STATE_FOLDER };
export type { ChangedFile };

/** Files that are looked at in one pass: some seconds of a disk that has none of it in memory. */
const SHARE = 100_000;
/** Parts that are looked at in one turn. */
const TURN = 100;

/** What became of one file. */
export type Written = 'written' | 'same';

/**
 * An open published folder. A path is relative to it, with forward slashes and without `.` or `..`; every method throws a
 * TypeError for one that is not, and Rejected where a symbolic link or somebody's file stands in the way.
 */
export interface OutputDirectory extends Pieces {
  readonly root: string;
  /** Whether the pass before said that it came to its {@link OutputDirectory.end}; also true before the first one. */
  readonly endedBefore: boolean;
  /**
   * Says that `path` is wanted, made from something with this key. A file that somebody changed or deleted is noticed by its
   * size and date: as long as both are what they were, its bytes are not read.
   *
   * @returns true when the file stands there already, made from the same; then nothing needs to be written
   */
  isCurrent(path: string, key: string): boolean;
  /** Publishes a file that is made anew in every pass, so that its bytes are all that it can be known by. */
  publish(path: string, content: string | Uint8Array): Written;
  /** Writes a file unless the same bytes stand there, and remembers its key. */
  write(path: string, key: string, content: string | Uint8Array): Written;
  /**
   * Looks whether the files of the parts stand as they were published, at a share of them in each pass: at all of a folder
   * with few. Where all of the share do, the others are believed to until it is their turn. All are looked at, each when its
   * part is kept, where one of the share does not stand, where the pass before was killed, where the machine was started
   * since, and where this was not called.
   */
  lookOver(signal?: AbortSignal): Promise<void>;
  /**
   * Wants a part again, with all of its files and without a look at what they are made from: it was finished with this
   * stamp, and its files still stand there, see {@link OutputDirectory.lookOver}.
   *
   * @returns how many files it has; `undefined` when the part has to be made again
   */
  keepPart(name: string, stamp: string): Pick<FinishedPart, 'files' | 'pages'> | undefined;
  /** Whether a part was finished once: then its files stand, if only as an earlier pass published them. */
  wasFinished(name: string): boolean;
  /** Begins to make a part; it is unfinished until {@link OutputPart.finish}. */
  beginPart(name: string): OutputPart;
  /** The pieces for another thread, as far as they are there now. */
  pieceSource(): PieceSource;
  /** Size and SHA-256 (hexadecimal) of a file that the present pass wants. */
  factsOf(path: string): { bytes: number; sha256: string } | undefined;
  /**
   * The files that changed last, newest first, those that were pruned among them, then by path. It is about this folder:
   * another one, made at another time from the same, has other dates.
   *
   * @param most at most so many
   */
  changed(most: number): ChangedFile[];
  /**
   * Takes a finished file of any size from elsewhere on the same file system, like {@link write}; one with the same bytes is
   * left where it is.
   */
  adopt(path: string, key: string, from: string): Written;
  /**
   * Deletes every file of ours that nobody wanted since the folder was opened, and folders left empty; returns how many.
   *
   * @param under only these parts of the folder, such as `api/`, for a pass that publishes no others
   * @param goneAs what is said to be gone for a file: itself, or a folder that goes whole, with a slash at its end
   */
  prune(under?: readonly string[], goneAs?: (path: string) => string): number;
  /** Says that all of this pass is in place. Without it the next one takes this one for killed. */
  end(): void;
  /** A folder for temporary files, on the same file system; whoever uses it makes and empties it. */
  temporary(name: string): string;
  /** A folder for what saves work in later passes and may be deleted at any time; it is not served. */
  kept(name: string): string;
  close(): void;
}

/** Files that are made from one thing, such as the pages of a server; whoever has seen to all of them finishes it. */
export interface OutputPart {
  /** Keys of its files that stand there as they were published, by path; only what has another key needs to be written. */
  readonly keys: ReadonlyMap<string, string>;
  /**
   * Puts its files in place: those without content stay as they are.
   *
   * @returns how many were written
   */
  put(files: readonly PartContent[]): number;
  /**
   * Says that all of its files were put, so that others of it are pruned.
   *
   * @param stamp changes when any of the files might; not empty
   * @param pieces what it adds to lists of all
   */
  finish(stamp: string, pieces?: ReadonlyMap<string, Uint8Array>): void;
  /** Leaves what stood before, its pieces included, where it could not be made anew; the next pass tries again. */
  giveUp(): void;
}

/** A file of a part; without content it stands there already, made from the same. */
export interface PartContent {
  path: string;
  key: string;
  content?: string | Uint8Array;
}

/**
 * Opens a published folder for one pass over its files, alone. It may be killed at any time: a file is put in place whole,
 * and remembered afterwards.
 *
 * Files are not synced one by one, which would cost more than making them. After a power cut some may be empty or missing that
 * are remembered; so the first pass after a start of the machine looks at the size and date of all.
 *
 * @param options.share files of parts that are looked at in one pass, about
 * @param options.boot names the present start of the machine; all files are looked at where nobody knows it
 * @throws Rejected when the folder holds files that Toolgate did not put there, so that `--out .` destroys nothing; Fatal
 *   when another process publishes into it
 */
export function openOutput(
  root: string,
  { share = SHARE, boot = bootId() }: { share?: number; boot?: string | undefined } = {},
): OutputDirectory {
  const base = openRoot(root);
  const state = join(base, STATE_FOLDER);
  const database = join(state, 'output.sqlite');
  const release = lockCatalogue(database);
  try {
    const db = openDatabase(database, OUTPUT_DATABASE);
    // The files are the truth, this is only a memory of them. A power cut may take its last batches: those files then have
    // another date than the remembered one, and their bytes are compared.
    db.pragma('synchronous = NORMAL');
    const close = () => {
      closeDatabase(db);
      release();
    };
    return outputDirectory(base, state, database, outputMemory(db, boot), share, close);
  } catch (error) {
    release();
    throw error;
  }
}

function outputDirectory(
  base: string,
  state: string,
  database: string,
  memory: FileMemory,
  share: number,
  closeAll: () => void,
): OutputDirectory {
  const tree = folderTree(base, memory);
  const temporary = (name: string) => join(state, 'tmp', name);
  // What is there was left by a process that was killed: the lock says that no other one is at work.
  rmSync(temporary(''), { recursive: true, force: true });
  mkdirSync(temporary(''), { recursive: true });

  /** Whether the remembered bytes stand there. A copied folder has other dates; then the bytes themselves are compared. */
  const stands = (path: string, target: string, known: Omit<KnownFile, 'wanted'>): boolean => {
    const stamp = tree.stampOf(target);
    if (stamp?.size !== known.size) return false;
    if (stamp.modified === known.modified) return true;
    if (hashOfFile(target) !== known.hash) return false;
    memory.restamp(path, stamp);
    return true;
  };

  /** Says which files will stand there; none in the place of somebody's own. */
  const announce = (paths: readonly string[]) => {
    const unknown = paths.filter((path) => memory.find(path) === undefined);
    for (const path of unknown) tree.refuseForeign(path);
    memory.announce(unknown);
  };

  const place = (
    path: string,
    key: string,
    hash: string,
    put: (target: string, isNew: boolean) => void,
    part = '',
  ): Written => {
    const target = tree.locate(path);
    const known = memory.find(path);
    const same = known?.hash === hash && stands(path, target, known);
    if (!same) {
      if (known === undefined) announce([path]);
      tree.makeRoom(path);
      // One that was announced has no hash until it stands.
      put(target, known === undefined || known.hash === '');
    }
    // Remembered after the file is in place. A crash in between leaves a file with another date than the remembered one, so
    // its bytes are compared before anybody believes the key.
    memory.save(path, key, hash, tree.stampOf(target)!, part);
    return same ? 'same' : 'written';
  };

  const hashOf = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

  const write = (
    path: string,
    key: string,
    content: string | Uint8Array,
    part?: string,
    hash = hashOf(content),
  ): Written => {
    const put = (target: string, isNew: boolean) => {
      // Nobody knows the address of a new file yet, and half of one is known to be ours: it saves a call of the system for each.
      if (isNew && writesNew(target, content)) return;
      // Written elsewhere and renamed, so that nobody ever reads half a file or is left with one.
      const half = temporary('half-written');
      try {
        writeFileSync(half, content, { flag: 'wx' });
      } catch {
        // Something stands there, which is rare: looking for it before each file would be one more call of the system for all.
        rmSync(half, { force: true });
        writeFileSync(half, content, { flag: 'wx' });
      }
      renameSync(half, target);
    };
    return place(path, key, hash, put, part);
  };

  /** Set when a share of the files stood as they were published. */
  let believed = false;

  const stillStands = (file: PartFile) => stands(file.path, tree.locate(file.path), file);

  /** Whether a part has all of the files that it was finished with, as they were published. */
  const isWhole = (part: string, { files }: Pick<FinishedPart, 'files'>): boolean => {
    const known = memory.filesOf(part);
    return known.length === files && known.every(stillStands);
  };

  const put = (part: string, files: readonly PartContent[]): number => {
    // In one go: a transaction for each new file would cost more than the file.
    announce(files.flatMap(({ path, content }) => (content === undefined ? [] : [path])));
    let written = 0;
    for (const { path, key, content } of files) {
      if (content === undefined) memory.want(path);
      else written += Number(write(path, key, content, part) === 'written');
    }
    return written;
  };

  return {
    root: base,
    endedBefore: memory.endedBefore,
    isCurrent(path, key) {
      const target = tree.locate(path);
      const known = memory.find(path);
      if (known === undefined) return false;
      memory.want(path);
      return known.key === key && stands(path, target, known);
    },
    publish(path, content) {
      const hash = hashOf(content);
      return write(path, hash, content, undefined, hash);
    },
    write: (path, key, content) => write(path, key, content),
    adopt: (path, key, from) => place(path, key, hashOfFile(from), (target) => renameSync(from, target)),
    async lookOver(signal) {
      const parts = memory.finishedParts();
      const turns = Math.ceil(parts.reduce((sum, { files }) => sum + files, 0) / share);
      if (turns < 2 || !memory.endedBefore || !memory.sameBoot) return;
      // By their names, so that each has its turn whatever comes and goes beside it.
      const due = parts.filter(({ name }) => (crc32(name) + memory.pass) % turns === 0);
      for (const [i, part] of due.entries()) {
        if (i % TURN === 0) await nextTurn();
        signal?.throwIfAborted();
        if (!isWhole(part.name, part)) return;
      }
      believed = true;
    },
    keepPart(name, stamp) {
      const finished = memory.finishedOf(name);
      if (finished?.stamp !== stamp || !(believed || isWhole(name, finished))) return undefined;
      memory.keep(name);
      return finished;
    },
    wasFinished: (name) => memory.wasFinished(name),
    beginPart(name) {
      const keys = new Map(
        memory
          .filesOf(name)
          .filter(stillStands)
          .map(({ path, key }) => [path, key]),
      );
      memory.begin(name);
      return {
        keys,
        put: (files) => put(name, files),
        finish: (stamp, pieces = new Map()) => memory.finish(name, stamp, pieces),
        giveUp: () => memory.keep(name),
      };
    },
    pieces: (list) => memory.pieces(list),
    pieceSource() {
      memory.commit();
      return { database, pass: memory.pass };
    },
    factsOf(path) {
      const known = memory.find(path);
      return known?.wanted === true ? { bytes: known.size, sha256: known.hash } : undefined;
    },
    changed: (most) => memory.changed(most),
    prune(under, goneAs = (path) => path) {
      const unwanted = memory.unwanted().filter((path) => under?.some((part) => path.startsWith(part)) ?? true);
      for (const path of unwanted) tree.remove(path, goneAs(path));
      memory.forgetParts();
      memory.commit();
      return unwanted.length;
    },
    end() {
      memory.end();
      memory.commit();
    },
    temporary,
    kept: (name) => join(state, name),
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

/** Writes a file where nothing stands. @returns whether nothing stood there */
function writesNew(target: string, content: string | Uint8Array): boolean {
  try {
    writeFileSync(target, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
