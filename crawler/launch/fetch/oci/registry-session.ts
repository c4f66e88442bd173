import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readText } from '../../../http/bounded-body.ts';
import { download } from '../../../http/download.ts';
import { parseChallenge } from '../../../http/parse-challenge.ts';
import type { WebAnswer } from '../../../http/web-answer.ts';
import { isWebFailure, type WebClient } from '../../../http/web-client.ts';
import type { Limits } from '../../limits.ts';
import { FetchEnded } from './fetch-ended.ts';

/** Reads one repository of an OCI registry: https://github.com/opencontainers/distribution-spec/blob/main/spec.md */
export interface RegistrySession {
  /** A manifest or index by tag or digest, its digest verified. */
  manifest(reference: string): Promise<{ value: unknown; digest: string }>;
  /** A JSON document, digest and size verified. */
  document(descriptor: { digest: string; size: number }): Promise<unknown>;
  /** Writes a blob to a file, digest and size verified. */
  blob(descriptor: { digest: string; size: number }, file: string): Promise<void>;
}

const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

const Token = z.object({ token: z.string().max(20_000).optional(), access_token: z.string().max(20_000).optional() });

/** A second try, because connections to busy registries do get lost. */
const TRIES = 2;

/** Manifests and configs; the specification asks registries to take 4 MB. */
const DOCUMENT_BYTES = 4 * 1024 * 1024;

/**
 * Opens a repository for reading without any login. All methods throw {@link FetchEnded} with the outcome, or what the signal
 * was aborted with.
 *
 * @param base address of the registry, ending in a slash
 */
export function openRepository(
  web: WebClient,
  base: URL,
  repository: string,
  limits: Limits,
  signal: AbortSignal,
): RegistrySession {
  let authorization: Record<string, string> = {};

  const ask = async (path: string, accept: string, follow: 'same-origin' | 'anywhere'): Promise<WebAnswer> => {
    const url = new URL(`v2/${repository}/${path}`, base);
    const once = () => reachable(web, url, { accept, ...authorization }, follow, signal);
    let answer = await once();
    if (answer.status === 401 && authorization['authorization'] === undefined) {
      const challenge = parseChallenge(answer.headers.get('www-authenticate'));
      await answer.dump();
      if (challenge?.scheme !== 'bearer') throw new FetchEnded('auth-required', `${base.host} asks for a login.`);
      authorization = { authorization: `Bearer ${await anonymousToken(challenge.parameters)}` };
      answer = await once();
    }
    if (answer.status === 200) return answer;
    const said = (await readText(answer.body, 64 * 1024)) ?? '';
    throw statusEnding(answer.status, said, `${base.host}/${repository}`);
  };

  /** A token for somebody without a name, as public images are read: https://distribution.github.io/distribution/spec/auth/token/ */
  const anonymousToken = async ({ realm, service, scope }: Record<string, string>): Promise<string> => {
    const url = URL.parse(realm ?? '');
    if (url === null) throw new FetchEnded('auth-required', `${base.host} asks for a login in an unknown way.`);
    if (service !== undefined) url.searchParams.set('service', service);
    url.searchParams.set('scope', scope ?? `repository:${repository}:pull`);
    const answer = await reachable(web, url, { accept: 'application/json' }, 'same-origin', signal);
    const text = await readText(answer.body, 1024 * 1024);
    if (answer.status === 401 || answer.status === 403) {
      throw new FetchEnded('auth-required', `${url.host} gives no token without a login.`);
    }
    if (answer.status !== 200) throw statusEnding(answer.status, '', url.host);
    const { data } = Token.safeParse(jsonOf(text));
    const token = data?.token ?? data?.access_token;
    if (token === undefined || !/^[\x21-\x7e]+$/.test(token)) {
      throw new FetchEnded('registry-unavailable', `${url.host} gave an answer that is no token.`);
    }
    return token;
  };

  const text = async (path: string, accept: string): Promise<{ text: string; digest: string }> => {
    const answer = await ask(path, accept, path.startsWith('blobs/') ? 'anywhere' : 'same-origin');
    const body = await readText(answer.body, DOCUMENT_BYTES);
    if (body === undefined)
      throw new FetchEnded('too-large', `A document of it has more than ${DOCUMENT_BYTES} bytes.`);
    return { text: body, digest: `sha256:${createHash('sha256').update(body).digest('hex')}` };
  };

  const verified = (found: string, stated: string, what: string) => {
    if (found !== stated) throw new FetchEnded('digest-mismatch', `${what} has the digest ${found}, not ${stated}.`);
  };

  return {
    async manifest(reference) {
      const { text: body, digest } = await text(`manifests/${reference}`, MANIFESTS);
      if (reference.startsWith('sha256:')) verified(digest, reference, 'Its manifest');
      return { value: jsonOf(body), digest };
    },
    async document({ digest, size }) {
      if (size > DOCUMENT_BYTES) throw new FetchEnded('too-large', `Its configuration has ${size} bytes.`);
      const found = await text(`blobs/${digest}`, 'application/json, */*');
      verified(found.digest, digest, 'Its configuration');
      return jsonOf(found.text);
    },
    async blob({ digest, size }, file) {
      const answer = await ask(`blobs/${digest}`, 'application/octet-stream, */*', 'anywhere');
      const found = await download(answer.body, file, Math.min(size, limits.imageDownloadBytes));
      if (found === undefined)
        throw new FetchEnded('digest-mismatch', `A layer is longer than the ${size} bytes stated.`);
      verified(`sha256:${found.sha256}`, digest, 'A layer');
    },
  };
}

async function reachable(
  web: WebClient,
  url: URL,
  headers: Record<string, string>,
  follow: 'same-origin' | 'anywhere',
  signal: AbortSignal,
): Promise<WebAnswer> {
  const answer = await web.ask({ url, headers, signal, follow, tries: TRIES });
  if (!isWebFailure(answer)) return answer;
  const { code, detail } = answer;
  throw new FetchEnded(code === 'redirected' || code === 'address-refused' ? code : 'registry-unavailable', detail);
}

function statusEnding(status: number, said: string, where: string): FetchEnded {
  if (status === 401 || status === 403) return new FetchEnded('auth-required', `${where} is not open without a login.`);
  if (status === 404 && said.includes('MANIFEST_UNKNOWN')) {
    return new FetchEnded('no-matching-version', `${where} has no such tag or digest.`);
  }
  if (status === 404) return new FetchEnded('not-found', `There is no image ${where}.`);
  return new FetchEnded('registry-unavailable', `${where} answered with status ${status}.`);
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return undefined;
  }
}
