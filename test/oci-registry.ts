/** A real OCI registry on the loopback interface: the distribution API over images that a test makes. */
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { pack, type Header } from 'tar-stream';

/** An entry of a layer; `name` alone is an empty file. */
export type LayerEntry = Partial<Header> & { name: string; content?: string | Buffer };

export interface TestImage {
  layers: LayerEntry[][];
  /** The part of the configuration about starting it. */
  config?: Record<string, unknown>;
  compress?: 'gzip' | 'zstd' | 'none';
  /** Other than this machine's. */
  architecture?: string;
  /** Put behind an index of several platforms. */
  indexed?: boolean;
  /** Changes what is stored under a digest, which then no longer fits. */
  tamper?: 'manifest' | 'config' | 'layer' | 'diff-id';
}

export interface OciRegistry {
  url: URL;
  /** What was asked, in order: method, path, whether with a token. */
  requests: string[];
  publish(repository: string, tag: string, image: TestImage): Promise<string>;
  close(): Promise<void>;
}

interface RegistryOptions {
  /** Asks for a token of somebody without a name, as public registries do; `never` gives none. */
  token?: 'anonymous' | 'never';
  /** Answers instead of the registry. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Sends everybody who wants a blob to this origin. */
  blobsAt?: () => URL;
}

const ARCHITECTURE = process.arch === 'arm64' ? 'arm64' : 'amd64';
const sha256 = (bytes: Buffer | string) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** Packs entries into a tar archive. */
export async function tarOf(entries: readonly LayerEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const { content, ...header } of entries) {
    tar.entry({ mode: 0o644, mtime: new Date(0), ...header }, content ?? '');
  }
  tar.finalize();
  return buffer(tar);
}

/** Starts a registry on a free port. */
export async function startOciRegistry(options: RegistryOptions = {}): Promise<OciRegistry> {
  const blobs = new Map<string, Buffer>();
  const manifests = new Map<string, { type: string; body: Buffer }>();
  const requests: string[] = [];
  const tokens = new Set<string>();
  const put = (bytes: Buffer) => {
    const digest = sha256(bytes);
    blobs.set(digest, bytes);
    return { digest, size: bytes.length };
  };

  const server = createServer((request, response) => {
    const authorization = request.headers.authorization;
    const path = decodeURIComponent(request.url ?? '/');
    requests.push(`${request.method} ${path.split('?')[0]}${authorization === undefined ? '' : ' with a token'}`);
    if (options.intercept?.(request, response) === true) return;
    const end = (status: number, body: string | Buffer = '{}', headers: Record<string, string> = {}) =>
      response.writeHead(status, headers).end(body);
    if (path.startsWith('/token')) {
      if (options.token !== 'anonymous') {
        end(401);
        return;
      }
      const token = randomUUID();
      tokens.add(`Bearer ${token}`);
      end(200, JSON.stringify({ token }));
      return;
    }
    if (options.token !== undefined && !tokens.has(authorization ?? '')) {
      const challenge = `Bearer realm="${url.origin}/token",service="test",scope="repository:x:pull"`;
      end(401, '{}', { 'www-authenticate': challenge });
      return;
    }
    const [, repository, kind, reference] = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(path) ?? [];
    if (kind === 'manifests') {
      const found = manifests.get(`${repository}@${reference}`);
      const known = [...manifests.keys()].some((key) => key.startsWith(`${repository}@`));
      const code = known ? 'MANIFEST_UNKNOWN' : 'NAME_UNKNOWN';
      if (found === undefined) {
        end(404, JSON.stringify({ errors: [{ code }] }));
        return;
      }
      end(200, found.body, { 'content-type': found.type });
      return;
    }
    if (options.blobsAt !== undefined && !path.startsWith('/elsewhere')) {
      end(307, '', { location: new URL(`/elsewhere${path}`, options.blobsAt()).href });
      return;
    }
    const blob = kind === 'blobs' ? blobs.get(reference!) : undefined;
    end(blob === undefined ? 404 : 200, blob);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

  const putManifest = (repository: string, names: string[], value: object, type: string, tampered = false) => {
    const body = Buffer.from(JSON.stringify(value));
    const digest = sha256(body);
    const stored = tampered ? Buffer.concat([body, Buffer.from(' ')]) : body;
    for (const name of [...names, digest]) manifests.set(`${repository}@${name}`, { type, body: stored });
    return { digest, size: body.length, mediaType: type };
  };

  return {
    url,
    requests,
    async publish(
      repository,
      tag,
      { layers, config, compress = 'gzip', architecture = ARCHITECTURE, indexed, tamper },
    ) {
      const archives = await Promise.all(layers.map(tarOf));
      const packed = archives.map((archive) => ({
        mediaType: `application/vnd.oci.image.layer.v1.tar${compress === 'none' ? '' : `+${compress}`}`,
        ...put(compress === 'gzip' ? gzipSync(archive) : compress === 'zstd' ? zstdCompressSync(archive) : archive),
      }));
      const ids = archives.map((archive) => (tamper === 'diff-id' ? sha256('another') : sha256(archive)));
      const document = { os: 'linux', architecture, config, rootfs: { type: 'layers', diff_ids: ids } };
      const stored = put(Buffer.from(JSON.stringify(document)));
      const damage = (digest: string) => {
        const bytes = Buffer.from(blobs.get(digest)!);
        bytes[bytes.length - 1]! ^= 1;
        blobs.set(digest, bytes);
      };
      if (tamper === 'config') damage(stored.digest);
      if (tamper === 'layer') damage(packed[0]!.digest);
      const type = 'application/vnd.oci.image.manifest.v1+json';
      const value = { schemaVersion: 2, mediaType: type, config: stored, layers: packed };
      if (indexed !== true) return putManifest(repository, [tag], value, type, tamper === 'manifest').digest;
      const manifest = putManifest(repository, [], value, type, tamper === 'manifest');
      const other = { ...manifest, digest: sha256('other'), platform: { os: 'windows', architecture: 'amd64' } };
      const list = [other, { ...manifest, platform: { os: 'linux', architecture } }];
      const index = { schemaVersion: 2, manifests: list };
      putManifest(repository, [tag], index, 'application/vnd.oci.image.index.v1+json');
      return manifest.digest;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
