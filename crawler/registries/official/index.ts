/**
 * The official MCP registry, and anything that speaks its API (v0.1, frozen since 2025-10-17):
 * https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/api/openapi.yaml
 */
import { z } from 'zod';
import { Rejected } from '../../../catalog/errors.ts';
import type { HttpClient } from '../../http/http-client.ts';
import { readRecord } from '../read-record.ts';
import type { Registry, RegistryPage } from '../registry.ts';

export const OFFICIAL_BASE = 'https://registry.modelcontextprotocol.io';

/** The largest page that the API allows. */
const PAGE_SIZE = 100;
/** A listing of 500,000 latest versions; more is a chain without end. */
const MAX_PAGES = 5000;

const Page = z.object({
  servers: z.preprocess((v) => v ?? [], z.array(z.unknown()).max(1000)),
  metadata: z.object({ nextCursor: z.string().max(2000).nullish() }).nullish(),
});

/**
 * The adapter of the official registry at `base`. A full listing asks for deleted records too: that a registry took a server
 * down is said by the record alone, and counts more than that another registry still lists it.
 *
 * @throws Rejected when `base` is no plain http(s) URL
 */
export function officialRegistry(
  http: HttpClient,
  base: string = OFFICIAL_BASE,
  { maxPages = MAX_PAGES }: { maxPages?: number } = {},
): Registry {
  const root = readBase(base);
  /** `/v0.1` is the frozen path; older deployments answer on `/v0` only. */
  let version = 'v0.1';

  const getPage = async (parameters: URLSearchParams, signal: AbortSignal) => {
    const at = (path: string) => new URL(`${root}/${path}/servers?${parameters}`);
    let body = await http.getJson(at(version), signal);
    if (body === undefined && version === 'v0.1') {
      body = await http.getJson(at('v0'), signal);
      if (body !== undefined) version = 'v0';
    }
    if (body === undefined) {
      throw new Rejected(`${root} has no MCP registry API (404 on /v0.1/servers and /v0/servers)`, {
        hint: 'Check the base URL of the registry.',
      });
    }
    const page = Page.safeParse(body);
    if (page.success) return page.data;
    throw new Rejected(`${root} answered with something that is no page of servers`, { cause: page.error });
  };

  return {
    id: 'official',
    base: root,
    incremental: true,
    async *list({ since, cursor: start, signal }) {
      const seen = new Set<string | undefined>([start]);
      let cursor = start;
      for (let pages = 0; pages < maxPages; pages++) {
        const parameters = new URLSearchParams({
          limit: String(PAGE_SIZE),
          version: 'latest',
          include_deleted: 'true',
        });
        if (since !== undefined) parameters.set('updated_since', since);
        if (cursor !== undefined) parameters.set('cursor', cursor);
        const { servers, metadata } = await getPage(parameters, signal);
        const next = metadata?.nextCursor || undefined;
        yield toPage(servers, cursor, next);
        if (next === undefined) return;
        if (seen.has(next)) throw new Rejected(`${root} repeats a page cursor after ${pages + 1} pages`);
        seen.add(next);
        cursor = next;
      }
      throw new Rejected(`${root} has more than ${maxPages} pages`);
    },
  };
}

function toPage(servers: unknown[], cursor: string | undefined, next: string | undefined): RegistryPage {
  const page = cursor === undefined ? 'the first page' : `the page after ${cursor.slice(0, 100).toWellFormed()}`;
  const records = servers.map((raw, i) => readRecord(raw, `record ${i + 1} of ${page}`));
  return {
    entries: records.flatMap((record) => record.entry ?? []),
    refused: records.flatMap((record) => record.refused),
    next,
  };
}

/** The base in one spelling, since another one starts the listing over; what could be a secret is not repeated. */
function readBase(base: string): string {
  const reject = (problem: string) =>
    new Rejected(`the base URL of the registry ${problem}`, { hint: `Give it like ${OFFICIAL_BASE}.` });
  if (!URL.canParse(base)) throw reject('is no URL');
  const { protocol, username, password, search, hash, origin, pathname } = new URL(base);
  if (protocol !== 'https:' && protocol !== 'http:') throw reject('is neither http nor https');
  if (username !== '' || password !== '') throw reject('holds a user or password, which would end up in the catalogue');
  if (search !== '' || hash !== '') throw reject('holds a query or fragment');
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}
