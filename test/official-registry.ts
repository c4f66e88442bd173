/**
 * A registry on the loopback interface that speaks the official MCP registry's API
 * (https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/api/openapi.yaml): paging, `version=latest`,
 * `updated_since`, `include_deleted`, and any trouble that a test asks for.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const OFFICIAL = 'io.modelcontextprotocol.registry/official';

/** A record as the API wraps it. */
export interface OfficialRecord {
  server: Record<string, unknown>;
  _meta: { [OFFICIAL]: Record<string, unknown> };
}

/** An answer in place of the right one. */
export type Fault =
  | { status: number; headers?: Record<string, string>; body?: string }
  /** Cuts the connection, after the beginning of a right answer. */
  | 'reset'
  /** Never answers, so that a test can stop or kill whoever waits for it. */
  | 'silence';

export interface OfficialRegistryOptions {
  records?: readonly unknown[];
  /** Which paths it answers on; others are 404. */
  versions?: readonly string[];
  /** Records per page at most, below what a client asks for. */
  pageSize?: number;
  /** Called for every request, with its number from 1. */
  fault?: ((number: number, url: URL) => Fault | undefined) | undefined;
}

export interface OfficialRegistry {
  /** What `--base-url` is given. */
  url: string;
  /** Path and query of every request, in order. */
  requests: string[];
  /** What it answers from now on; a test may change any of it. */
  settings: Required<Omit<OfficialRegistryOptions, 'fault'>> & Pick<OfficialRegistryOptions, 'fault'>;
  close(): Promise<void>;
}

/** A record with an npm package, as the registry would hold it. */
export function officialRecord(
  name: string,
  { server = {}, meta = {} }: { server?: Record<string, unknown>; meta?: Record<string, unknown> } = {},
): OfficialRecord {
  const identifier = name.slice(name.lastIndexOf('/') + 1);
  const packages = [{ registryType: 'npm', identifier, version: '1.0.0', transport: { type: 'stdio' } }];
  const date = '2025-10-01T11:22:24.309888Z';
  return {
    server: { name, description: `Says what ${identifier} is.`, version: '1.0.0', packages, ...server },
    _meta: { [OFFICIAL]: { status: 'active', publishedAt: date, updatedAt: date, isLatest: true, ...meta } },
  };
}

/** Starts a registry on a free port. */
export async function startOfficialRegistry(options: OfficialRegistryOptions = {}): Promise<OfficialRegistry> {
  const settings: OfficialRegistry['settings'] = {
    records: [],
    versions: ['v0.1', 'v0'],
    pageSize: 100,
    fault: undefined,
    ...options,
  };
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    requests.push(`${url.pathname}${url.search}`);
    const fault = settings.fault?.(requests.length, url);
    const right = officialAnswer(url, settings);
    if (fault === 'reset') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': right.body.length });
      response.write(right.body.slice(0, right.body.length / 2), () => response.destroy());
    } else if (fault !== 'silence') send(response, fault ?? right);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    settings,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function send(response: ServerResponse, { status, headers, body = '' }: Exclude<Fault, string>): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

interface Answer {
  status: number;
  body: string;
}

/** What a registry with these settings says to one request. */
export function officialAnswer(
  url: URL,
  { records, versions, pageSize }: Omit<OfficialRegistry['settings'], 'fault'>,
): Answer {
  const problem = (status: number, detail: string) => ({ status, body: JSON.stringify({ title: 'Error', detail }) });
  if (!versions.some((version) => url.pathname === `/${version}/servers`)) return problem(404, 'not found');
  const asked = Number(url.searchParams.get('limit') ?? 30);
  if (!Number.isInteger(asked) || asked < 1 || asked > 100) return problem(422, 'expected limit between 1 and 100');

  const cursor = url.searchParams.get('cursor') ?? '';
  const rest = records
    .filter((record) => isAskedFor(record, url.searchParams))
    .map((record, index) => ({ record, key: keyOf(record) ?? `~${index}` }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .filter(({ key }) => key > cursor);
  const page = rest.slice(0, Math.min(asked, pageSize));
  const nextCursor = page.length < rest.length ? page.at(-1)!.key : undefined;
  const servers = page.map(({ record }) => record);
  return { status: 200, body: JSON.stringify({ servers, metadata: { count: servers.length, nextCursor } }) };
}

function isAskedFor(record: unknown, parameters: URLSearchParams): boolean {
  const { status, updatedAt, isLatest } = metaOf(record);
  const since = parameters.get('updated_since');
  // "automatically true when updated_since is provided"
  const withDeleted = since !== null || parameters.get('include_deleted') === 'true';
  return (
    (status !== 'deleted' || withDeleted) &&
    (parameters.get('version') !== 'latest' || isLatest !== false) &&
    (since === null || typeof updatedAt !== 'string' || Date.parse(updatedAt) > Date.parse(since))
  );
}

const metaOf = (record: unknown) => (record as Partial<OfficialRecord> | null)?._meta?.[OFFICIAL] ?? {};

/** The real cursor is made of name and version too. */
function keyOf(record: unknown): string | undefined {
  const { name, version } = (record as Partial<OfficialRecord> | null)?.server ?? {};
  return typeof name === 'string' ? `${name}:${String(version)}` : undefined;
}
