import { existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Rejected } from '../catalog/errors.ts';
import { makeFolder } from '../catalog/make-folder.ts';

/** Where the memory and temporary files live inside the published folder; servers do not serve dot folders. */
export const STATE_FOLDER = '.toolgate';

/** What to do with a folder that was published into and whose memory is lost. */
export const WITHOUT_MEMORY =
  'A published folder without a sound memory cannot be built into: delete the whole folder, or build into a new one and put that in its place.';

/**
 * Makes sure that a folder may be published into: it is new, empty, or was published into before.
 *
 * @returns its real path
 * @throws Rejected for any other folder, and for what is none
 */
export function openRoot(root: string): string {
  const base = realFolder(resolve(root));
  const state = join(base, STATE_FOLDER);
  const inState = lstatSync(state, { throwIfNoEntry: false });
  if (inState !== undefined && !inState.isDirectory()) throw foreign(base, `its ${STATE_FOLDER} is no folder`);
  // The folder alone says nothing: other parts of Toolgate may keep their own files in one of that name.
  if (existsSync(join(state, 'output.sqlite'))) return base;
  const first = readdirSync(base).find((name) => name !== STATE_FOLDER) ?? (inState && readdirSync(state)[0]);
  // What a process leaves that was killed before it had published anything.
  if (first === undefined || first === 'output.sqlite.lock') return base;
  throw foreign(base, `it holds ${JSON.stringify(first)}, which Toolgate did not put there`);
}

function realFolder(path: string): string {
  try {
    makeFolder(path);
    return realpathSync(path);
  } catch (cause) {
    throw new Rejected(`cannot publish into ${path}`, { cause, hint: 'Give --out a folder that can be written to.' });
  }
}

function foreign(base: string, reason: string): Rejected {
  return new Rejected(`${base} is no folder to publish into: ${reason}`, {
    hint: `Give --out a new or empty folder, such as dist; what is not ours is never overwritten or deleted. ${WITHOUT_MEMORY}`,
  });
}
