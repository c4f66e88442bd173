/**
 * A real npm registry on the loopback interface, without the network: it speaks the registry's wire format and serves
 * packages given to it, and any package that lies in this project's own node_modules, packed when it is asked for.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { pack as createPack } from 'tar-stream';
import type { NpmConfig } from '../crawler/launch/npm-config.ts';

/** A package as its author would publish it; `dist` in the manifest replaces what the registry would state. */
export interface PublishedPackage {
  manifest: { name: string; version: string } & Record<string, unknown>;
  /** Content by path inside the package; package.json is made from the manifest. */
  files: Record<string, string | Buffer>;
}

export interface NpmRegistry {
  url: URL;
  /** What `readNpmConfig()` would give on a machine that uses this registry. */
  npm: NpmConfig;
  /** Paths asked for, in order. */
  requests: string[];
  /** Everybody who asked, by the name that they gave. */
  agents: Set<string | undefined>;
  /** Makes one more package available, or another version of one. */
  publish(published: PublishedPackage): void;
  close(): Promise<void>;
}

interface Version {
  manifest: PublishedPackage['manifest'];
  /** Packs on first use. */
  tarball: () => Promise<Buffer>;
}

const NODE_MODULES = path.resolve(import.meta.dirname, '../node_modules');

/**
 * Starts a registry on a free port.
 *
 * @param options.intercept answers a request itself when it returns a status, for a registry in trouble
 */
export async function startNpmRegistry(
  options: { packages?: PublishedPackage[]; intercept?: (path: string) => number | undefined } = {},
): Promise<NpmRegistry> {
  const published = new Map<string, Map<string, Version>>();
  const publish = ({ manifest, files }: PublishedPackage) => {
    const all = { ...files, 'package.json': JSON.stringify(manifest) };
    const version = { manifest, tarball: memoize(() => packFiles(async () => Object.entries(all))) };
    published.set(manifest.name, (published.get(manifest.name) ?? new Map()).set(manifest.version, version));
  };
  options.packages?.forEach(publish);
  const requests: string[] = [];
  const agents = new Set<string | undefined>();

  const server = createServer((request, response) => {
    const asked = request.url ?? '/';
    requests.push(asked);
    agents.add(request.headers['user-agent']);
    const status = options.intercept?.(asked);
    const answer = status === undefined ? find(asked) : Promise.resolve({ status, body: '{}' });
    answer
      .then(({ status: code, body }) => response.writeHead(code).end(body))
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

  async function find(asked: string): Promise<{ status: number; body: string | Buffer }> {
    const missing = { status: 404, body: '{"error":"Not found"}' };
    const { name, rest } = splitPath(decodeURIComponent(asked.slice(1)));
    const versions = published.get(name) ?? (await installedVersions()).get(name);
    if (versions === undefined) return missing;
    const latest = [...versions.keys()].at(-1)!;
    const wanted = /^-\/(.+)\.tgz$/.exec(rest)?.[1];
    if (wanted !== undefined) {
      const version = versions.get(wanted);
      return version === undefined ? missing : { status: 200, body: await version.tarball() };
    }
    const document = async (number: string, { manifest, tarball }: Version) => {
      const bytes = await tarball();
      const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
      const shasum = createHash('sha1').update(bytes).digest('hex');
      return {
        ...manifest,
        dist: {
          tarball: new URL(`${name}/-/${number}.tgz`, url).href,
          integrity,
          shasum,
          ...(manifest['dist'] as object | undefined),
        },
      };
    };
    if (rest !== '') {
      const number = rest === 'latest' ? latest : rest;
      const version = versions.get(number);
      return version === undefined ? missing : { status: 200, body: JSON.stringify(await document(number, version)) };
    }
    const documents: Record<string, unknown> = {};
    for (const [number, version] of versions) documents[number] = await document(number, version);
    const time = Object.fromEntries(Object.keys(documents).map((number) => [number, '2025-01-01T00:00:00.000Z']));
    return { status: 200, body: JSON.stringify({ name, 'dist-tags': { latest }, versions: documents, time }) };
  }

  return {
    url,
    npm: { registry: url, proxy: undefined, certificates: '' },
    requests,
    agents,
    publish,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** `@scope/name/rest` or `name/rest`. */
function splitPath(asked: string): { name: string; rest: string } {
  const parts = asked.split('/');
  const length = asked.startsWith('@') ? 2 : 1;
  return { name: parts.slice(0, length).join('/'), rest: parts.slice(length).join('/') };
}

/** Every package of the project's node_modules, nested ones too, by name and version. */
const installedVersions = memoize(async () => {
  const found = new Map<string, Map<string, Version>>();
  const visit = async (modules: string): Promise<void> => {
    for (const entry of await readdir(modules, { withFileTypes: true }).catch(() => [])) {
      if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
      const dir = path.join(modules, entry.name);
      if (entry.name.startsWith('@')) {
        await visit(dir);
        continue;
      }
      const text = await readFile(path.join(dir, 'package.json'), 'utf8').catch(() => undefined);
      if (text !== undefined) {
        const manifest = JSON.parse(text) as PublishedPackage['manifest'];
        const version = { manifest, tarball: memoize(() => packFiles(() => readFiles(dir))) };
        found.set(manifest.name, (found.get(manifest.name) ?? new Map()).set(manifest.version, version));
      }
      await visit(path.join(dir, 'node_modules'));
    }
  };
  await visit(NODE_MODULES);
  return found;
});

/** The files of an installed package without the packages inside it. Type declarations and maps are left out for speed. */
async function readFiles(dir: string, below = ''): Promise<[string, Buffer][]> {
  const files: [string, Buffer][] = [];
  for (const entry of await readdir(path.join(dir, below), { withFileTypes: true })) {
    const name = path.posix.join(below, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') files.push(...(await readFiles(dir, name)));
    else if (entry.isFile() && !/\.(d\.[cm]?ts|map)$/.test(name))
      files.push([name, await readFile(path.join(dir, name))]);
  }
  return files;
}

async function packFiles(files: () => Promise<[string, string | Buffer][]>): Promise<Buffer> {
  const tar = createPack();
  for (const [name, content] of await files()) tar.entry({ name: `package/${name}`, mtime: new Date(0) }, content);
  tar.finalize();
  return promisify(gzip)(await buffer(tar), { level: 1 });
}

function memoize<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
