import type { DeclaredTools } from '../../catalog/model/declared-tools.ts';
import { BUNDLE_LIMITS, type BundleLimits } from './bundle-limits.ts';
import { BadBundle, type BundleProblem } from './bundle-problem.ts';
import { hashBundle } from './hash-bundle.ts';
import { readManifest, type BundleManifest } from './manifest.ts';
import { openBundle, type BundleEntry, type BundleSource } from './open-bundle.ts';

/** What an MCPB bundle says of itself. */
export interface Bundle {
  manifest: BundleManifest;
  /** `undefined` when the manifest declares none. */
  declaredTools: DeclaredTools | undefined;
  sha256: string;
  /** Files in it, and their sizes together, unpacked. */
  files: number;
  bytes: number;
}

interface ReadOptions {
  expected?: string | undefined;
  limits?: BundleLimits;
  signal?: AbortSignal;
}

/**
 * Reads the manifest of an MCPB bundle (a zip file) without unpacking anything else. All of its paths and sizes are checked.
 *
 * @param expected `fileSha256` of the record that named it; another hash is a problem, and nothing of the file is read
 * @throws errors of the file system, and the signal's reason when it is aborted
 */
export async function readBundle(
  source: BundleSource,
  { expected, limits = BUNDLE_LIMITS, signal }: ReadOptions = {},
): Promise<Bundle | BundleProblem> {
  const sha256 = await hashBundle(source, signal);
  if (expected !== undefined && expected.toLowerCase() !== sha256) {
    return { problem: 'wrong-hash', detail: `its SHA-256 is ${sha256}, which is not the one of the record` };
  }
  const found = { files: 0, bytes: 0 };
  let manifest: string | undefined;
  const visit = async (entry: BundleEntry) => {
    if (entry.kind !== 'file') return;
    found.files += 1;
    found.bytes += entry.bytes;
    if (entry.path === 'manifest.json') manifest = await readText(entry, limits.manifestBytes);
  };
  const problem = await openBundle(source, limits, visit, signal);
  if (problem !== undefined) return problem;
  if (manifest === undefined) return { problem: 'not-a-bundle', detail: 'it has no manifest.json' };
  const read = readManifest(manifest);
  if ('reason' in read) return { problem: 'not-a-bundle', detail: `its manifest.json ${read.reason}` };
  return { ...read, sha256, ...found };
}

async function readText({ bytes, read }: BundleEntry, maxBytes: number): Promise<string> {
  if (bytes > maxBytes) throw new BadBundle('too-large', `its manifest.json has ${bytes} bytes`);
  const chunks: Buffer[] = [];
  // Never more than the directory states: the stream fails on the first byte beyond it.
  for await (const chunk of await read()) chunks.push(chunk as Buffer);
  // Not toString: a byte order mark is no part of the text.
  return new TextDecoder().decode(Buffer.concat(chunks));
}
