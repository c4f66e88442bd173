import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BUNDLE_LIMITS, type BundleLimits } from './bundle-limits.ts';
import type { BundleProblem } from './bundle-problem.ts';
import { openBundle, type BundleEntry, type BundleSource } from './open-bundle.ts';

/** What was written. */
export interface UnpackedBundle {
  files: number;
  bytes: number;
  /** Symbolic links, which are left out: where they lead is not ours to follow. Bundled Python environments have some. */
  links: number;
}

/**
 * Unpacks a bundle below a folder that is new and empty. Nothing is written outside of it, over another file, or with rights
 * beyond reading and running. After a problem the folder holds a part of the bundle: delete it.
 *
 * @throws errors of the file system, and the signal's reason when it is aborted
 */
export async function unpackBundle(
  source: BundleSource,
  folder: string,
  { signal, limits = BUNDLE_LIMITS }: { signal?: AbortSignal; limits?: BundleLimits } = {},
): Promise<UnpackedBundle | BundleProblem> {
  const written: UnpackedBundle = { files: 0, bytes: 0, links: 0 };
  const visit = async (entry: BundleEntry) => {
    if (entry.kind === 'link') {
      written.links += 1;
      return;
    }
    const target = path.join(folder, ...entry.path.split('/'));
    if (entry.kind === 'folder') {
      await mkdir(target, { recursive: true });
      return;
    }
    await mkdir(path.dirname(target), { recursive: true });
    // `wx` fails where something is already, a link included: names that differ only for us can be one for the file system.
    const output = createWriteStream(target, { flags: 'wx', mode: entry.executable ? 0o755 : 0o644 });
    await pipeline(await entry.read(), output, { signal });
    written.files += 1;
    written.bytes += output.bytesWritten;
  };
  const problem = await openBundle(source, limits, visit, signal);
  return problem ?? written;
}
