/** `build`, `export`, `serve` and `status` over one small catalogue. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderContent } from '../../test/e2e/folder-content.ts';
import { jsonLines, runCommand, type CommandResult } from '../../test/e2e/run-command.ts';

const ROWS = [
  { server: 'io.example/notes', name: 'get_note', description: 'Reads a note.' },
  { server: 'io.example/notes', name: 'delete_note', description: 'Deletes a note for good.' },
  { server: 'io.example/auth', name: 'logout' },
];
const folder = mkdtempSync(join(tmpdir(), 'toolgate-publish-'));
const at = (name: string) => join(folder, name);
const place = ['--db', at('c.sqlite'), '--out', at('out')];

async function importRows(rows: readonly object[]) {
  writeFileSync(at('rows.jsonl'), jsonLines(rows));
  expect(await runCommand(['import', at('rows.jsonl'), '--db', at('c.sqlite')])).toMatchObject({ code: 0 });
}

let first: CommandResult;
beforeAll(async () => {
  await importRows(ROWS);
  first = await runCommand(['build', ...place, '--site-url', 'https://toolgate.example']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a first build renders every page and writes every document', () => {
  expect(first).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /^(\d+) pages: \1 rendered; (\d+) API documents: \2 written; 0 files removed in /,
    ) as string,
  });
});

test('a folder whose memory is damaged in the middle is told from a fault of the program, with what to do', async () => {
  const out = ['--db', at('c.sqlite'), '--out', at('damaged')];
  expect(await runCommand(['export', ...out])).toMatchObject({ code: 0 });
  const memory = join(at('damaged'), '.toolgate/output.sqlite');
  const bytes = readFileSync(memory);
  // All pages but the first, which says that it is a database of ours.
  writeFileSync(memory, bytes.fill(0xff, 4096));
  expect(await runCommand(['export', ...out])).toMatchObject({
    code: 4,
    stderr: expect.stringMatching(/is damaged\n[^]*delete the whole folder, or build into a new one/) as string,
  });
});

describe('serve', () => {
  /** Serves the folder while `work` runs, then stops it as Ctrl-C does. */
  async function serving(work: (url: URL) => Promise<void>) {
    const stop = new AbortController();
    const ready = Promise.withResolvers<URL>();
    const onOutput = (text: string) => {
      const url = /^serving .* at (http:\S+) \(Ctrl-C ends it\)$/m.exec(text)?.[1];
      if (url !== undefined) ready.resolve(new URL(url));
    };
    const ended = runCommand(['serve', '--out', at('out'), '--port', '0'], { signal: stop.signal, onOutput });
    void ended.then(({ code, stderr }) => ready.reject(new Error(`ended with ${code}: ${stderr}`)));
    try {
      await work(await ready.promise);
    } finally {
      stop.abort(new Error('stopped by SIGINT'));
    }
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
  }

  /** A request whose path is sent as it is, which fetch() would tidy up. */
  const ask = ({ port }: URL, path: string, method = 'GET') =>
    new Promise<{ status: number; type: string; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
      const asked = httpRequest({ host: '127.0.0.1', port, path, method }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            type: response.headers['content-type'] ?? '',
            headers: response.headers,
            body,
          }),
        );
      });
      asked.on('error', reject).end();
    });

  test('packed files as they are, so that they can be kept and checked', async () => {
    await serving(async (url) => {
      const sums = readFileSync(at('out/api/v1/SHA256SUMS'), 'utf8').trimEnd().split('\n');
      const packed = sums.filter((line) => line.endsWith('.gz'));
      expect(packed.length).toBeGreaterThan(3);
      for (const line of packed) {
        const [sum, path] = line.split(/\s+/) as [string, string];
        // Unlike the request below, fetch() unpacks what says that it is encoded.
        const response = await fetch(new URL(`/api/v1/${path}`, url));
        const body = Buffer.from(await response.arrayBuffer());
        expect({ path, sum: createHash('sha256').update(body).digest('hex') }).toEqual({ path, sum });
      }
      const beyond = await fetch(new URL('/api/v1/tools.ndjson.gz', url), { headers: { range: 'bytes=999999999-' } });
      expect(beyond.status).toBe(416);
    });
  });

  test('pages, documents and lists, each with its type', async () => {
    await serving(async (url) => {
      const page = await ask(url, '/tools/io-example-notes/get_note/');
      expect(page).toMatchObject({ status: 200, type: expect.stringContaining('text/html') as string });
      expect(page.body).toContain('get_note');
      expect(page.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      });
      expect(await ask(url, '/tools/io-example-notes/get_note/', 'HEAD')).toMatchObject({ status: 200, body: '' });
      expect(await ask(url, '/api/v1/index.json')).toMatchObject({ status: 200, type: 'application/json' });
      expect(await ask(url, '/api/v1/tools.ndjson.gz')).toMatchObject({
        status: 200,
        type: 'application/gzip',
      });
      const types = {
        '/schemas/api/v1/index.json': 'application/schema+json',
        '/llms.txt': 'text/markdown; charset=utf-8',
        '/tools/io-example-notes/index.md': 'text/markdown; charset=utf-8',
        '/changes/feed.atom': 'application/atom+xml; charset=utf-8',
        '/changes/feed.json': 'application/feed+json',
        '/api/v1/changes.csv': 'text/csv; charset=utf-8',
        '/api/v1/SHA256SUMS': 'text/plain; charset=utf-8',
        '/badges/io-example-notes.svg': 'image/svg+xml',
        '/style.css': 'text/css; charset=utf-8',
        '/robots.txt': 'text/plain; charset=utf-8',
      };
      for (const [path, type] of Object.entries(types))
        expect([path, (await ask(url, path)).type]).toEqual([path, type]);
      const missing = await ask(url, '/tools/nobody/');
      expect(missing).toMatchObject({ status: 404, type: expect.stringContaining('text/html') as string });
      expect(missing.body).toBe(readFileSync(at('out/404.html'), 'utf8'));
    });
  });

  test('a rebuild shows at once', async () => {
    await serving(async (url) => {
      writeFileSync(at('out/robots.txt'), 'first');
      expect((await ask(url, '/robots.txt')).body).toBe('first');
      // As a build does it: in place, an answer under way would run on into the next one.
      writeFileSync(at('out/robots.new'), 'and then the second');
      renameSync(at('out/robots.new'), at('out/robots.txt'));
      expect((await ask(url, '/robots.txt')).body).toBe('and then the second');
      rmSync(at('out/robots.txt'));
    });
  });

  test.each([
    '/.toolgate/output.sqlite',
    '/%2etoolgate/output.sqlite',
    '/%2Etoolgate%2foutput.sqlite',
    '/tools/../.toolgate/output.sqlite',
    '//.toolgate/output.sqlite',
    '/../c.sqlite',
    '/..%2fc.sqlite',
    '/%2e%2e/c.sqlite',
    '/..%5cc.sqlite',
    '/tools/..%2f..%2fc.sqlite',
    '/%c0%ae%c0%ae/c.sqlite',
    '/%00',
    '/%',
  ])('%s is not served', async (path) => {
    await serving(async (url) => {
      const { status, body } = await ask(url, path);
      expect({ status, sqlite: body.includes('SQLite format') }).toEqual({ status: 404, sqlite: false });
      expect(await ask(url, '/')).toMatchObject({ status: 200 });
    });
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not allowed', async (method) => {
    await serving(async (url) => {
      const { status, headers } = await ask(url, '/', method);
      expect({ status, allow: headers['allow'] }).toEqual({ status: 405, allow: 'GET, HEAD' });
    });
  });

  test('a port that is taken: exit code 2', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await runCommand(['serve', '--out', at('out'), '--port', `${port}`]);
    other.close();
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`cannot listen on 127.0.0.1:${port}`) as string,
    });
    expect(stderr).toContain('Choose another --port or --host.');
  });
});

describe('export', () => {
  test('writes the API, leaves the pages, and removes only what is its own', async () => {
    const before = folderContent(at('out'));
    await importRows(ROWS.map((row) => (row.name === 'logout' ? { ...row, description: 'Logs out.' } : row)));
    const { code, stdout } = await runCommand(['export', ...place, '--site-url', 'https://toolgate.example', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ command: 'export', status: 'done', removed: 0 });
    const after = folderContent(at('out'));
    const changed = Object.keys({ ...before, ...after }).filter((file) => before[file] !== after[file]);
    expect(changed).toContain('api/v1/servers/io-example-auth.json');
    expect(changed.filter((file) => !/^(?:api\/|changes\/feed\.)/.test(file))).toEqual([]);

    const again = await runCommand(['export', ...place, '--site-url', 'https://toolgate.example']);
    expect(again.stdout).toMatch(/^(\d+) documents: 0 written, \1 unchanged, 0 removed\n$/);
  });

  test('into a folder of its own makes the API alone', async () => {
    const { code } = await runCommand(['export', '--db', at('c.sqlite'), '--out', at('api-only')]);
    expect(code).toBe(0);
    expect(
      Object.keys(folderContent(at('api-only'))).filter((file) => !/^(?:(?:api|schemas)\/|changes\/feed\.)/.test(file)),
    ).toEqual([]);
  });
});

describe('build', () => {
  test('renders what changed and removes what is gone', async () => {
    await importRows(ROWS.slice(0, 1));
    const { code, stdout } = await runCommand(['build', ...place, '--site-url', 'https://toolgate.example', '--json']);
    const { site, removed } = JSON.parse(stdout) as { site: { pages: number; rendered: number }; removed: number };
    expect({ code, removed }).toEqual({ code: 0, removed: expect.any(Number) as number });
    expect(removed).toBeGreaterThanOrEqual(1);
    expect(site.rendered).toBeLessThan(site.pages);
    expect(Object.keys(folderContent(at('out'))).filter((file) => file.includes('delete_note'))).toEqual([]);
  });

  test('--quiet says nothing but the result; --json has it as one line', async () => {
    const quiet = await runCommand(['build', ...place, '--quiet']);
    expect(quiet).toMatchObject({ code: 0, stderr: '' });
    expect(quiet.stdout.trimEnd().split('\n')).toHaveLength(1);
  });

  test('stopped: exit code 1', async () => {
    const { code, stderr } = await runCommand(['build', ...place], { signal: AbortSignal.abort(new Error('stopped')) });
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('error: stopped') as string });
  });

  test('a folder that holds the files of others is left alone: exit code 2', async () => {
    const { code, stderr } = await runCommand(['build', '--db', at('c.sqlite'), '--out', folder]);
    expect(code).toBe(2);
    expect(stderr).toContain('error: ');
  });
});

describe('status', () => {
  test('says what there is, for people and as JSON', async () => {
    const { code, stdout, stderr } = await runCommand(['status', '--db', at('c.sqlite')]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^2 tools classified: 1 Low, 1 Medium, 0 High, 0 Critical, 0 Unclassified$/m);
    expect(stdout).toMatch(/^0 launches due$/m);
    expect(stdout).toMatch(/^run 1 import: done, begun \d{4}-/m);
    const json = JSON.parse((await runCommand(['status', '--db', at('c.sqlite'), '--json'])).stdout) as object;
    expect(json).toMatchObject({
      command: 'status',
      totals: { servers: 2, tools: 2 },
      due: 0,
      refused: [],
      staleOverrides: [],
    });
  });

  test('changes nothing', async () => {
    const before = readFileSync(at('c.sqlite'));
    await runCommand(['status', '--db', at('c.sqlite')]);
    expect(readFileSync(at('c.sqlite')).equals(before)).toBe(true);
  });
});
