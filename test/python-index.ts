/** A real Python package index on the loopback interface (PEP 503 and 691), over wheels that a test makes. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { zipFile } from './zip-file.ts';

/** A distribution as its author would publish it. */
export interface TestDistribution {
  name: string;
  version?: string;
  /** Content by path. */
  files?: Record<string, string>;
  /** By command: `module:function`. */
  scripts?: Record<string, string>;
  requires?: string[];
  requiresPython?: string;
  /** The part of a wheel's name about what it runs on. */
  tags?: string;
  /** A source distribution instead of a wheel; nothing in it is ever read. */
  source?: boolean;
  /** States this hash instead of the right one. */
  sha256?: string;
}

export interface PythonIndex {
  url: URL;
  requests: string[];
  publish(distribution: TestDistribution): void;
  close(): Promise<void>;
}

interface StoredFile {
  filename: string;
  bytes: Buffer;
  sha256: string;
  requiresPython: string | undefined;
}

const normal = (name: string) => name.replaceAll(/[-_.]+/g, '-').toLowerCase();

/** Starts an index on a free port that speaks one of the two forms. */
export async function startPythonIndex(form: 'json' | 'html' = 'json', status?: number): Promise<PythonIndex> {
  const projects = new Map<string, StoredFile[]>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/');
    requests.push(path);
    if (status !== undefined) {
      response.writeHead(status).end();
      return;
    }
    const [, name] = /^\/simple\/([^/]+)\/$/.exec(path) ?? [];
    const files = name === undefined ? undefined : projects.get(name);
    const file = [...projects.values()].flat().find(({ filename }) => path === `/files/${filename}`);
    if (file !== undefined) {
      response.writeHead(200).end(file.bytes);
      return;
    }
    if (files === undefined) {
      response.writeHead(404).end('not found');
      return;
    }
    const entries = files.map(({ filename, sha256, requiresPython }) => ({
      filename,
      url: `${url.origin}/files/${encodeURIComponent(filename)}`,
      hashes: { sha256 },
      ...(requiresPython === undefined ? {} : { 'requires-python': requiresPython }),
    }));
    if (form === 'json') {
      const body = JSON.stringify({ meta: { 'api-version': '1.0' }, name, files: entries });
      response.writeHead(200, { 'content-type': 'application/vnd.pypi.simple.v1+json' }).end(body);
      return;
    }
    const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const links = entries.map((entry) => {
      const python = entry['requires-python'];
      const attribute = python === undefined ? '' : ` data-requires-python="${escape(python)}"`;
      return `<a href="${entry.url}#sha256=${entry.hashes.sha256}"${attribute}>${entry.filename}</a><br>`;
    });
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/simple/`);
  return {
    url,
    requests,
    publish(distribution) {
      const { name, version = '1.0.0', source = false, tags = 'py3-none-any' } = distribution;
      const stem = `${name.replaceAll('-', '_')}-${version}`;
      const bytes = source ? Buffer.from('no archive') : wheel(distribution, stem);
      const filename = source ? `${stem}.tar.gz` : `${stem}-${tags}.whl`;
      const sha256 = distribution.sha256 ?? createHash('sha256').update(bytes).digest('hex');
      const stored = { filename, bytes, sha256, requiresPython: distribution.requiresPython };
      projects.set(normal(name), [...(projects.get(normal(name)) ?? []), stored]);
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** https://packaging.python.org/en/latest/specifications/binary-distribution-format/ */
function wheel(
  { name, version = '1.0.0', files = {}, scripts = {}, requires = [], tags, requiresPython }: TestDistribution,
  stem: string,
) {
  const info = `${stem}.dist-info`;
  const metadata = [
    'Metadata-Version: 2.1',
    `Name: ${name}`,
    `Version: ${version}`,
    ...(requiresPython === undefined ? [] : [`Requires-Python: ${requiresPython}`]),
    ...requires.map((requirement) => `Requires-Dist: ${requirement}`),
  ];
  const all: Record<string, string> = {
    ...files,
    [`${info}/METADATA`]: `${metadata.join('\n')}\n`,
    [`${info}/WHEEL`]: `Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: ${tags ?? 'py3-none-any'}\n`,
    [`${info}/entry_points.txt`]: `[console_scripts]\n${Object.entries(scripts)
      .map(([command, target]) => `${command} = ${target}\n`)
      .join('')}`,
  };
  const record = [...Object.keys(all), `${info}/RECORD`].map((path) => `${path},,\n`).join('');
  return zipFile(
    Object.entries({ ...all, [`${info}/RECORD`]: record }).map((entry) => ({ name: entry[0], content: entry[1] })),
  );
}
