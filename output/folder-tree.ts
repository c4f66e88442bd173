/** The files of the published folder on disk: nothing outside it is ever touched, and nothing in it that is not ours. */
import { lstatSync, readdirSync, rmdirSync, rmSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { Rejected } from '../catalog/errors.ts';
import { makeFolder } from '../catalog/make-folder.ts';
import { STATE_FOLDER } from './open-root.ts';
import type { FileMemory, Stamp } from './output-memory.ts';

export interface FolderTree {
  /** The absolute path of a file; throws TypeError for a path that leaves the folder or is not in its plain form. */
  locate(path: string): string;
  /** Size and date of the file that stands there, if one does. */
  stampOf(target: string): Stamp | undefined;
  /** Throws Rejected where something stands that no pass put there; only for paths that nothing is remembered of. */
  refuseForeign(path: string): void;
  /** Makes the folders above a file, in place of files of earlier passes; a folder of earlier passes in its own place goes. */
  makeRoom(path: string): void;
  /** Deletes a file and the folders left empty, forgets it, and notes that it is gone. */
  remove(path: string, gone?: string): void;
}

/** The tree of files under `base`, an absolute path without symbolic links. */
export function folderTree(base: string, memory: FileMemory): FolderTree {
  /** Folders found to be real ones in this pass: looking again for each of their files would double the work. */
  const real = new Set<string>();

  const locate = (path: string) => {
    const parts = path.split('/');
    const plain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part));
    if (!plain || parts[0] === STATE_FOLDER) throw new TypeError(`no path inside the folder: ${JSON.stringify(path)}`);
    return join(base, path);
  };

  /** Every folder above a path, outermost first. */
  const above = (path: string) => {
    const parts = path.split('/').slice(0, -1);
    return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
  };

  const makeRoom = (folder: string) => {
    if (real.has(folder)) return;
    const found = look(join(base, folder));
    if (found?.isSymbolicLink()) throw inTheWay(join(base, folder), 'is a symbolic link');
    if (found !== undefined && !found.isDirectory()) removeOld(folder);
    // With the folders above, because the old file's may have gone.
    if (!found?.isDirectory()) makeFolder(join(base, folder));
    real.add(folder);
  };

  /** Makes way for something else in the place of a file that an earlier pass put there. */
  const removeOld = (path: string) => {
    const known = memory.find(path);
    if (known === undefined) throw inTheWay(join(base, path), 'is no file of ours');
    if (known.wanted) throw new TypeError(`${path} is wanted both as a file and as something else`);
    remove(path);
  };

  /**
   * The file goes first: killed in between, the next pass still knows that it was ours, finds it gone, and either wants it
   * again or comes here once more. The other way about, a batch of the memory may be stored in between, and what stands
   * there would be nobody's: never deleted, and in the way of whatever has to go there.
   */
  const remove = (path: string, gone = path) => {
    deleteFile(path);
    memory.remove(path, gone);
  };

  const deleteFile = (path: string) => {
    const folders = above(path);
    // Somebody put a link in the place of one of our folders: what is behind it is not ours.
    if (folders.some((folder) => !look(join(base, folder))?.isDirectory())) return;
    const target = join(base, path);
    if (look(target)?.isDirectory()) return;
    rmSync(target, { force: true });
    for (const folder of folders.toReversed()) {
      try {
        rmdirSync(join(base, folder));
        real.delete(folder);
      } catch {
        return; // Not empty: something else lives there.
      }
    }
  };

  /** Empties a folder that earlier passes made, in whose place a file is wanted. */
  const clearFolder = (path: string) => {
    for (const old of memory.inside(path)) removeOld(old);
    if (look(join(base, path))?.isDirectory()) removeEmptyFolders(join(base, path));
    if (look(join(base, path))?.isDirectory()) throw inTheWay(join(base, path), 'holds files that are not ours');
  };

  return {
    locate,
    stampOf(target) {
      const found = look(target);
      return found?.isFile() ? { size: found.size, modified: found.mtimeMs } : undefined;
    },
    refuseForeign(path) {
      const found = look(locate(path));
      if (found !== undefined && !found.isDirectory()) throw inTheWay(join(base, path), 'is no file of ours');
    },
    makeRoom(path) {
      if (look(join(base, path))?.isDirectory()) clearFolder(path);
      for (const folder of above(path)) makeRoom(folder);
    },
    remove,
  };
}

/** What a process leaves that was killed between making a folder and filling it. */
function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

/** What stands at a path, without following a link; `undefined` also below a file. */
function look(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

function inTheWay(path: string, problem: string): Rejected {
  return new Rejected(`cannot publish: ${path} ${problem}`, {
    hint: 'Move it elsewhere, or publish into another folder.',
  });
}
