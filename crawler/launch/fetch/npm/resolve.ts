import npa from 'npm-package-arg';
import { Agent, ProxyAgent, request, type Dispatcher } from 'undici';
import { z } from 'zod';
import { Fatal } from '../../../../catalog/errors.ts';
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

/** Asks the npm registry for versions. */
export interface Resolver {
  /**
   * @param spec a checked name and an exact version or dist-tag (see plan.ts)
   * @throws only what `signal` was aborted with
   */
  resolve(
    spec: { identifier: string; version: string },
    signal: AbortSignal,
  ): Promise<{ resolved: ResolvedPackage } | FetchFailure>;
  close(): Promise<void>;
}

/** The registry's short form of a package's document, which leaves out the readme and the authors. */
const ABBREVIATED = 'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8';

/** Creates a resolver that trusts and goes through what npm is configured with. */
export function createResolver(npm: NpmConfig, limits: Limits): Resolver {
  const tls = { ca: npm.certificates };
  const dispatcher =
    npm.proxy === undefined
      ? new Agent({ connect: tls })
      : new ProxyAgent({ uri: npm.proxy.href, requestTls: tls, proxyTunnel: npm.registry.protocol === 'https:' });
  return {
    async resolve({ identifier, version }, signal) {
      try {
        return await lookUp(identifier, version, (path) => getJson(new URL(path, npm.registry), signal));
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof RegistryTrouble) return { code: 'registry-unavailable', detail: error.message };
        throw new Fatal('Asking the npm registry failed in an unexpected way.', { cause: error });
      }
    },
    close: () => dispatcher.close(),
  };

  async function getJson(url: URL, signal: AbortSignal): Promise<unknown> {
    let answer: { status: number; body: string };
    try {
      // A second try, because connections to busy registries do get lost.
      answer = await get(url, dispatcher, limits, signal).catch(() => get(url, dispatcher, limits, signal));
    } catch (cause) {
      throw new RegistryTrouble(`The npm registry could not be reached: ${causeOf(cause)}.`, { cause });
    }
    const { status, body } = answer;
    if (status === 404 || status === 405) return undefined;
    if (status !== 200) throw new RegistryTrouble(`The npm registry answered with status ${status}.`);
    try {
      return JSON.parse(body) as unknown;
    } catch (cause) {
      throw new RegistryTrouble('The npm registry answered with something that is not JSON.', { cause });
    }
  }

  async function lookUp(
    identifier: string,
    wanted: string,
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
}

class RegistryTrouble extends Error {}

async function get(
  url: URL,
  dispatcher: Dispatcher,
  limits: Limits,
  signal: AbortSignal,
): Promise<{ status: number; body: string }> {
  const { statusCode, body } = await request(url, {
    dispatcher,
    headers: { accept: ABBREVIATED },
    signal: AbortSignal.any([signal, AbortSignal.timeout(limits.resolveMs)]),
  });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limits.metadataBytes) throw new Error(`its answer is longer than ${limits.metadataBytes} bytes`);
    chunks.push(chunk);
  }
  return { status: statusCode, body: Buffer.concat(chunks).toString('utf8') };
}

function causeOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message || (error as { code?: string }).code || 'no reason given').slice(0, 200);
}
