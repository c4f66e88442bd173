import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { Limits } from '../../limits.ts';
import { FetchEnded } from './fetch-ended.ts';
import { ImageConfig, ImageIndex, ImageManifest } from './image-records.ts';
import { ImageTree } from './image-tree.ts';
import { HEADER_BYTES } from './read-tar.ts';
import type { RegistrySession } from './registry-session.ts';
import { unpackLayer } from './unpack-layer.ts';

/** An image whose files lie in a folder. */
export interface PulledImage {
  /** Digest of the manifest that was used. */
  digest: string;
  config: ImageConfig;
  tree: ImageTree;
  /** Folder with its files. */
  root: string;
  layers: number;
  /** Of all layers, unpacked. */
  bytes: number;
}

/** Node's names of processors, in the words of images: https://go.dev/doc/install/source#environment */
const ARCHITECTURES: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

/**
 * Downloads an image layer by layer and unpacks it; nothing of it is run.
 *
 * @param dir an existing empty folder of ours
 * @throws FetchEnded with the outcome; what `signal` was aborted with
 */
export async function pullImage(
  session: RegistrySession,
  reference: string,
  dir: string,
  limits: Limits,
  signal: AbortSignal,
): Promise<PulledImage> {
  const { manifest, digest } = await findManifest(session, reference);
  const size = manifest.layers.reduce((sum, layer) => sum + layer.size, 0);
  if (size > limits.imageDownloadBytes) {
    throw new FetchEnded('too-large', `Its layers have ${size} bytes, the limit is ${limits.imageDownloadBytes}.`);
  }
  const parsed = ImageConfig.safeParse(await session.document(manifest.config));
  if (!parsed.success) throw new FetchEnded('install-failed', 'Its configuration is none of a container image.');
  const config = parsed.data;
  const wanted = ARCHITECTURES[process.arch];
  if (config.os !== 'linux' || config.architecture !== wanted) {
    throw new FetchEnded(
      'wrong-platform',
      `It is made for ${config.os} on ${config.architecture}, not linux on ${wanted}.`,
    );
  }
  if (config.rootfs.diff_ids.length !== manifest.layers.length) {
    throw new FetchEnded('digest-mismatch', 'Its configuration and its manifest speak of different layers.');
  }
  const root = path.join(dir, 'root');
  await mkdir(root, { mode: 0o755 });
  const tree = new ImageTree(root, limits.treeEntries);
  const remaining = { bytes: limits.imageBytes, entries: limits.treeEntries, headerBytes: HEADER_BYTES };
  for (const [index, layer] of manifest.layers.entries()) {
    const file = path.join(dir, 'layer');
    await session.blob(layer, file);
    await unpackLayer(file, config.rootfs.diff_ids[index]!, tree, remaining, signal);
    await rm(file);
  }
  return { digest, config, tree, root, layers: manifest.layers.length, bytes: limits.imageBytes - remaining.bytes };
}

async function findManifest(
  session: RegistrySession,
  reference: string,
): Promise<{ manifest: ImageManifest; digest: string }> {
  const first = await session.manifest(reference);
  const direct = ImageManifest.safeParse(first.value);
  if (direct.success) return { manifest: direct.data, digest: first.digest };
  const index = ImageIndex.safeParse(first.value);
  if (!index.success) throw new FetchEnded('install-failed', 'Its manifest is of no kind that is known.');
  const wanted = ARCHITECTURES[process.arch];
  const fitting = index.data.manifests.find(
    ({ platform }) => platform?.os === 'linux' && platform.architecture === wanted,
  );
  if (fitting === undefined) {
    const all = index.data.manifests.map(({ platform }) => `${platform?.os} on ${platform?.architecture}`);
    throw new FetchEnded(
      'wrong-platform',
      `It is made for ${all.slice(0, 10).join(', ')}, not for linux on ${wanted}.`,
    );
  }
  const second = await session.manifest(fitting.digest);
  const manifest = ImageManifest.safeParse(second.value);
  if (!manifest.success) throw new FetchEnded('install-failed', 'Its manifest is of no kind that is known.');
  return { manifest: manifest.data, digest: second.digest };
}
