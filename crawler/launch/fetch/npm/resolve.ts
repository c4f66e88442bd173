import npa from 'npm-package-arg';
import { z } from 'zod';
import { Fatal, Rejected, RetryLater } from '../../../../catalog/errors.ts';
import { errorCodes } from '../../../http/error-causes.ts';
import type { HttpClient } from '../../../http/http-client.ts';
import type { Limits } from '../../limits.ts';
import type { NpmConfig } from '../../npm-config.ts';
import type { FetchFailure } from '../fetch-failure.ts';

/** One published version, as the registry states it. */
const VersionDocument = z.object({
  name: z.string(),
  version: z.string().max(256),
  dist: z.object({
    integrity: z.string().max(1000).optional(),
    unpackedSize: z.number().optional(),
  }),
});

const Packument = z.object({
  'dist-tags': z.record(z.string(), z.string()).default({}),
  versions: z.record(z.string(), z.unknown()).default({}),
});

/** The version that a reference stands for. */
export interface ResolvedPackage {
  name: string;
  version: string;
  /** Subresource-integrity string of the tarball. Old packages may have none. */
  integrity: string | undefined;
}

/** The registry's short form of a package's document, which leaves out the readme and the authors. */
const ABBREVIATED = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8';

/** A second try, because connections to busy registries do get lost. */
const TRIES = 2;

interface ResolveContext {
  npmRegistry: HttpClient;
  npm: NpmConfig;
  limits: Limits;
}

/**
 * Asks the npm registry which version a reference stands for.
 *
 * @param spec a checked name and an exact version or dist-tag (see plan.ts)
 * @throws only what `signal` was aborted with
 */
export async function resolvePackage(
  { npmRegistry, npm, limits }: ResolveContext,
  { identifier, version }: { identifier: string; version: string },
  signal: AbortSignal,
): Promise<{ resolved: ResolvedPackage } | FetchFailure> {
  const ask = (path: string) =>
    npmRegistry.getJson(new URL(path, npm.registry), signal, {
      headers: { accept: ABBREVIATED },
      maxBytes: limits.metadataBytes,
      timeoutMs: limits.resolveMs,
      tries: TRIES,
      // Some registries have no documents of single versions.
      absent: [404, 405],
    });
  try {
    return await lookUp(identifier, version, limits, ask);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RetryLater || error instanceof Rejected) {
      return { code: 'registry-unavailable', detail: `The npm registry is of no use: ${troubleOf(error)}.` };
    }
    throw new Fatal('Asking the npm registry failed in an unexpected way.', { cause: error });
  }
}

async function lookUp(
  identifier: string,
  wanted: string,
  limits: Limits,
  ask: (path: string) => Promise<unknown>,
): Promise<{ resolved: ResolvedPackage } | FetchFailure> {
  const escaped = npa(identifier).escapedName!;
  // The document of one version is small; the whole package's can have megabytes, and is asked for only to tell a missing
  // package from a missing version (and for registries that have no documents of single versions).
  let document = await ask(`${escaped}/${encodeURIComponent(wanted)}`);
  if (document === undefined) {
    const whole = Packument.safeParse(await ask(escaped));
    if (!whole.success) return { code: 'not-found', detail: `The npm registry has no package ${identifier}.` };
    const { versions, 'dist-tags': tags } = whole.data;
    document = versions[Object.hasOwn(tags, wanted) ? tags[wanted]! : wanted];
  }
  const parsed = VersionDocument.safeParse(document);
  if (!parsed.success || parsed.data.name !== identifier) {
    return { code: 'no-matching-version', detail: `The npm registry has no ${identifier}@${wanted}.` };
  }
  const { version, dist } = parsed.data;
  if (dist.unpackedSize !== undefined && dist.unpackedSize > limits.packageBytes) {
    const size = `${dist.unpackedSize} bytes, the limit is ${limits.packageBytes}`;
    return { code: 'too-large', detail: `${identifier}@${version} unpacks to ${size}.` };
  }
  return { resolved: { name: identifier, version, integrity: dist.integrity } };
}

/** Its own words, and the code of the connection's error if it was that. */
function troubleOf(error: RetryLater | Rejected): string {
  const [code] = errorCodes(error);
  return code === undefined ? error.message : `${error.message} (${code})`;
}
