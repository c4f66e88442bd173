import path from 'node:path';
import type { LaunchPlan } from '../../../../catalog/model/launch.ts';
import { mcpNameOfManifest } from '../../../identity/mcp-name.ts';
import { BrokenOff } from '../../../http/web-answer.ts';
import type { LaunchContext } from '../../launch-context.ts';
import { staticTools } from '../../static/static-tools.ts';
import type { FetchFailure } from '../fetch-failure.ts';
import type { FetchedWay } from '../fetched-way.ts';
import { FetchEnded } from './fetch-ended.ts';
import { ociStartable, workingDirectory } from './oci-startable.ts';
import { completeImage } from './complete-image.ts';
import { pullImage, type PulledImage } from './pull-image.ts';
import { openRepository } from './registry-session.ts';

/**
 * Pulls an image over the registry's HTTP interface and unpacks it; no daemon is needed.
 *
 * @throws what `signal` was aborted with
 */
export async function fetchOciWay(
  { jail, web, watch, sources, limits }: LaunchContext,
  { identifier, version, arguments: documented }: Extract<LaunchPlan, { kind: 'oci' }>,
  wayDir: string,
  signal: AbortSignal,
): Promise<FetchedWay | FetchFailure> {
  if (!jail.takesRoots) {
    return {
      code: 'launcher-incomplete',
      detail: `An image cannot be started with ${jail.description} as its sandbox.`,
    };
  }
  const slash = identifier.indexOf('/');
  const [registry, repository] = [identifier.slice(0, slash), identifier.slice(slash + 1)];
  const base = Object.hasOwn(sources.oci, registry) ? sources.oci[registry]! : new URL(`https://${registry}/`);
  using clock = watch.limit(limits.imageMs);
  const both = AbortSignal.any([signal, clock.signal]);
  try {
    const session = openRepository(web, base, repository, limits, both);
    const image = await pullImage(session, version, wayDir, limits, both);
    await completeImage(image.tree);
    const startable = await ociStartable(image, identifier, documented);
    const { digest, layers, bytes } = image;
    const folder = image.tree.find(workingDirectory(image));
    return {
      fetched: { identifier, version, integrity: digest, packages: layers, bytes, mcpNames: mcpNames(image) },
      startable,
      // Without a working directory of its own, an image's code cannot be told from the system's.
      fallback: async () => (folder?.path ? staticTools(path.join(image.root, folder.path), version) : undefined),
    };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof FetchEnded) return error.failure;
    if (clock.signal.aborted) {
      return { code: 'fetch-timed-out', detail: `Pulling the image took longer than ${limits.imageMs} ms.` };
    }
    if (error instanceof BrokenOff) return { code: 'registry-unavailable', detail: `${error.message}.` };
    throw error;
  }
}

/** The label by which an image names its server (https://modelcontextprotocol.io/registry/package-types). */
const SERVER_LABEL = 'io.modelcontextprotocol.server.name';

function mcpNames({ config: { config } }: PulledImage): string[] {
  const name = mcpNameOfManifest({ mcpName: config?.Labels?.[SERVER_LABEL] });
  return name === undefined ? [] : [name];
}
