/** What all kinds of launches have of the one client: turns that cost the server no time, patience, a name, guarded addresses. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { LaunchPlan } from '../../catalog/model/launch.ts';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../../crawler/http/http-client.ts';
import { startStopwatch } from '../../crawler/http/stopwatch.ts';
import { userAgent } from '../../crawler/http/user-agent.ts';
import { npmRegistryClient } from '../../crawler/launch/fetch/npm/npm-registry-client.ts';
import { resolvePackage } from '../../crawler/launch/fetch/npm/resolve.ts';
import { LIMITS, type Limits } from '../../crawler/launch/limits.ts';
import { startHttpMcpServer } from '../http-mcp-server.ts';
import { launchKinds } from '../mcp-servers/launch-kinds.ts';
import { shellImage } from '../mcp-servers/shell-image.ts';
import { startOciRegistry } from '../oci-registry.ts';
import { startPythonIndex } from '../python-index.ts';

const { signal } = new AbortController();
const none = { arguments: [], environment: [] };
const oci: LaunchPlan = { kind: 'oci', identifier: 'registry.test/some/image', version: 'latest', ...none };
const pypi: LaunchPlan = { kind: 'pypi', identifier: 'some-project', version: '1.0.0', ...none };
const mcpb = (url: string): LaunchPlan => ({ kind: 'mcpb', identifier: url, version: '1.0.0', ...none });
const remote = (url: string): LaunchPlan => ({ kind: 'remote', identifier: url, transport: 'streamable-http' });

/** One place at every host, so that whoever has it keeps all others waiting. */
const oneAtATime = (host: string) => ({ host, concurrency: 1, minIntervalMs: 0, rule: 'test' });

function client(options: HttpClientOptions = {}): HttpClient {
  return createHttpClient({ allowPrivate: true, limits: { backoffMs: 1 }, ...options });
}

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server: Server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

async function launcherWith(
  http: HttpClient,
  sources: Parameters<typeof launchKinds>[0],
  limits: Partial<Limits> = {},
) {
  const launcher = await launchKinds({ allowPrivate: 'all', ...sources }, limits, 'bubblewrap', http);
  onTestFinished(() => launcher.close());
  return launcher;
}

/** Asks the npm registry at an address as a launch does. */
function resolveAt(http: HttpClient, registry: URL, limits: Partial<Limits> = {}) {
  const npm = { registry, proxy: undefined, certificates: '' };
  const context = { npmRegistry: npmRegistryClient(http, npm), npm, limits: { ...LIMITS, ...limits } };
  return resolvePackage(context, { identifier: 'some-package', version: '1.0.0' }, signal);
}

const MANIFEST = JSON.stringify({ name: 'some-package', version: '1.0.0', dist: {} });

describe('a host whose only turn somebody else has', () => {
  test('costs no kind of launch any of its time', async () => {
    const CLOCK = 4_000;
    const http = client({ politeness: oneAtATime });
    const registry = await startOciRegistry();
    const index = await startPythonIndex();
    const server = await startHttpMcpServer();
    onTestFinished(async () => {
      for (const one of [registry, index, server]) await one.close();
    });
    await registry.publish('some/image', 'latest', shellImage());
    const clocks = { imageMs: CLOCK, fetchMs: CLOCK, resolveMs: CLOCK, attemptMs: CLOCK };
    const sources = { oci: { 'registry.test': registry.url }, pypi: { index: index.url, files: [] } };
    const launcher = await launcherWith(http, sources, clocks);

    // The earlier client, whose answer does not end before all of those clocks would have run out.
    const held: ServerResponse[] = [];
    const busy = await serve((request, response) => {
      if (request.url === '/busy') held.push(response);
      else response.writeHead(404).end(MANIFEST);
    });
    const earlier = http.getText(new URL('/busy', busy), signal);
    while (held.length === 0) await sleep(10);

    const outcomes = Promise.all([
      launcher.launch(oci),
      launcher.launch(pypi),
      launcher.launch(mcpb(`${busy.href}bundle`)),
      launcher.launch(remote(server.url)),
      resolveAt(http, busy, clocks),
    ]);
    await sleep(CLOCK + 1_000);
    expect([registry.requests, index.requests, server.requests]).toEqual([[], [], []]);
    held[0]!.end('done');
    expect(await earlier).toBe('done');
    const [image, project, bundle, listed, resolved] = await outcomes;
    expect([image, project, bundle, listed, resolved]).toMatchObject([
      { code: 'listed' },
      { code: 'not-found' },
      { code: 'not-found' },
      { code: 'listed' },
      { code: 'not-found' },
    ]);
    // Nor does it stand in what is reported as slow.
    expect(image.fetchMs).toBeLessThan(CLOCK);
    expect(listed.launchMs).toBeLessThan(CLOCK);
  });

  test('is not kept by an image for the length of its pull', async () => {
    const http = client({ politeness: oneAtATime });
    let between: Promise<string | undefined> | undefined;
    const registry = await startOciRegistry({
      intercept(request, response) {
        if (request.url === '/between') {
          response.end('let in');
          return true;
        }
        // While the first blob is under way.
        if (request.url?.includes('/blobs/') === true) {
          between ??= http.getText(new URL('/between', registry.url), signal);
        }
        return false;
      },
    });
    onTestFinished(() => registry.close());
    await registry.publish('some/image', 'latest', shellImage());
    const launcher = await launcherWith(http, { oci: { 'registry.test': registry.url } });
    expect(await launcher.launch(oci)).toMatchObject({ code: 'listed' });
    expect(await between).toBe('let in');
    const asked = registry.requests.map((line) => (line.includes('/blobs/') ? 'blob' : line.replace(/^GET \//, '')));
    expect(asked.indexOf('between')).toBeLessThan(asked.lastIndexOf('blob'));
  });

  test('ends the wait of a launch that is stopped', async () => {
    const http = client({ politeness: oneAtATime });
    const busy = await serve(() => {});
    const stop = new AbortController();
    const earlier = http.getText(busy, stop.signal).catch(() => 'stopped');
    const watch = startStopwatch();
    const web = http.toStrangers({ allowPrivate: 'all', route: {} }).pausing(watch);
    const waiting = web.ask({ url: busy, signal: stop.signal, follow: 'anywhere' });
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    expect(await earlier).toBe('stopped');
  });
});

describe('a host that asks for a pause of a year', () => {
  test('has an outcome at once, of every kind', async () => {
    let asked = 0;
    const sulking = await serve((_, response) => {
      asked += 1;
      response.writeHead(429, { 'retry-after': String(365 * 24 * 3600) }).end();
    });
    const kinds: [string, LaunchPlan][] = [
      ['registry-unavailable', oci],
      ['registry-unavailable', pypi],
      ['registry-unavailable', mcpb(sulking.href)],
      ['rate-limited', remote(sulking.href)],
    ];
    for (const [code, plan] of kinds) {
      asked = 0;
      const sources = { oci: { 'registry.test': sulking }, pypi: { index: sulking, files: [] } };
      const launcher = await launcherWith(client(), sources);
      expect(await launcher.launch(plan)).toMatchObject({ code, way: { kind: plan.kind } });
      // Whoever comes next does not ask, and says why.
      const again = await launcher.launch(plan);
      expect(again).toMatchObject({
        way: { kind: plan.kind },
        code,
        detail: expect.stringContaining('wants no request for') as string,
      });
      expect({ kind: plan.kind, asked }).toEqual({ kind: plan.kind, asked: 1 });
    }
    asked = 0;
    const http = client();
    onTestFinished(() => http.close());
    expect(await resolveAt(http, sulking)).toMatchObject({ code: 'registry-unavailable' });
    expect(await resolveAt(http, sulking)).toMatchObject({ code: 'registry-unavailable' });
    expect(asked).toBe(1);
  });
});

describe('a redirect to a private address', () => {
  test('is followed by no kind of launch', async () => {
    let [asked, inside] = [0, 0];
    const secret = await serve((_, response) => {
      inside += 1;
      response.end(MANIFEST);
    });
    for (const location of [
      secret.href,
      'https://169.254.169.254/latest/meta-data',
      `https://localhost:${secret.port}/`,
    ]) {
      const leading = await serve((_, response) => {
        asked += 1;
        response.writeHead(307, { location }).end();
      });
      const sources = {
        oci: { 'registry.test': leading },
        pypi: { index: leading, files: [] },
        allowPrivate: [leading.host],
      };
      // Not even where registries may be private: the flag is about those.
      const http = createHttpClient({ limits: { backoffMs: 1 } });
      const launcher = await launcherWith(http, sources);
      expect(await launcher.launch(oci)).toMatchObject({ code: 'redirected' });
      expect(await launcher.launch(pypi)).toMatchObject({ code: 'registry-unavailable' });
      expect(await launcher.launch(mcpb(leading.href))).toMatchObject({ code: 'redirected' });
      expect(await launcher.launch(remote(leading.href))).toMatchObject({ code: 'redirected' });
      expect(await resolveAt(http, leading)).toMatchObject({ code: 'registry-unavailable' });
      const documents = http.forOrigin(leading.origin, { trusted: true });
      await expect(documents.getBytes(leading, signal, { redirects: 5 })).rejects.toThrow('of this machine');
    }
    expect([asked, inside]).toEqual([18, 0]);
  });

  test('is not followed by what names a place to log in, either', async () => {
    let inside = 0;
    const secret = await serve((_, response) => {
      inside += 1;
      response.end('{"token":"x"}');
    });
    const asking = await serve((_, response) => {
      response.writeHead(401, {
        'www-authenticate': `Bearer realm="${secret.href}",resource_metadata="${secret.href}"`,
      });
      response.end();
    });
    const sources = { oci: { 'registry.test': asking }, allowPrivate: [asking.host] };
    const launcher = await launcherWith(client(), sources);
    expect(await launcher.launch(oci)).toMatchObject({ code: 'address-refused' });
    expect(await launcher.launch(remote(asking.href))).toMatchObject({
      code: 'auth-required',
      authorization: undefined,
    });
    expect(inside).toBe(0);
  });
});

test('everybody who is asked learns whom to write to', async () => {
  const agents = new Set<string | undefined>();
  const host = await serve((request, response) => {
    agents.add(request.headers['user-agent']);
    response.writeHead(404).end();
  });
  const http = client({ userAgent: userAgent({ version: '1.2.3' }, 'mailto:ops@example.org') });
  const launcher = await launcherWith(http, { oci: { 'registry.test': host }, pypi: { index: host, files: [] } });
  for (const plan of [oci, pypi, mcpb(host.href), remote(host.href)]) {
    expect((await launcher.launch(plan)).code).toMatch(/^(not-found|http-4xx)$/);
    expect([plan.kind, ...agents]).toEqual([plan.kind, 'toolgate-crawler/1.2.3 (+mailto:ops@example.org)']);
    agents.clear();
  }
  expect(await resolveAt(http, host)).toMatchObject({ code: 'not-found' });
  expect(await http.getJson(host, signal)).toBeUndefined();
  expect([...agents]).toEqual(['toolgate-crawler/1.2.3 (+mailto:ops@example.org)']);
});
