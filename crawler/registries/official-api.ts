/**
 * The API of the official MCP registry (v0.1, frozen since 2025-10-17), which other registries speak too:
 * https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/api/openapi.yaml
 */
import { z } from 'zod';
import { Rejected } from '../../catalog/errors.ts';
import type { DeclaredTools } from '../../catalog/model/declared-tools.ts';
import { readBase } from './read-base.ts';
import { readRecord } from './read-record.ts';
import type { OpenedRegistry, RegistryContext, RegistryPage } from './registry.ts';

/** The largest page that the API allows. */
const PAGE_SIZE = 100;
/** A listing of 500,000 latest versions; more is a chain without end. */
const MAX_PAGES = 5000;

const Page = z.object({
  // `null` is what Go makes of an empty list. Without the key it is no page: an error that comes as 200 must not end a listing.
  servers: z
    .array(z.unknown())
    .max(1000)
    .nullable()
    .transform((servers) => servers ?? []),
  metadata: z.object({ nextCursor: z.string().max(2000).nullish() }).nullish(),
});

/** How one registry differs from the others that speak this API. */
export interface OfficialApiOptions {
  /** Under which key of `_meta` it says what it knows of a record. */
  metaKey?: string;
  /** The tools that a record declares beside the fields of server.json. */
  declaredTools?: (server: unknown) => DeclaredTools | undefined;
  maxPages?: number;
}

/**
 * The registry at `base` that speaks the official API. A full listing asks for deleted records too: that a registry took a
 * server down is said by the record alone, and counts more than that another registry still lists it.
 *
 * @throws Rejected when `base` is no plain http(s) URL
 */
export function officialApi(
  { http, base }: Pick<RegistryContext, 'http' | 'base'>,
  options: OfficialApiOptions = {},
): Required<OpenedRegistry> {
  const { maxPages = MAX_PAGES } = options;
  const root = readBase(base);
  /** `/v0.1` is the frozen path; older deployments answer on `/v0` only. */
  let version = 'v0.1';

  const getPage = async (parameters: URLSearchParams, signal: AbortSignal) => {
    const at = (path: string) => new URL(`${root}/${path}/servers?${parameters}`);
    const accepts = (candidate: unknown) => Page.safeParse(candidate).success;
    let body = await http.getJson(at(version), signal, { accepts });
    if (body === undefined && version === 'v0.1') {
      body = await http.getJson(at('v0'), signal, { accepts });
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
    base: root,
    async *list({ since, cursor: stored, signal }) {
      const { pages: before, after } = readPlace(stored);
      const seen = new Set([after]);
      let cursor = after;
      for (let pages = before; pages < maxPages; pages++) {
        const parameters = new URLSearchParams({
          limit: String(PAGE_SIZE),
          version: 'latest',
          include_deleted: 'true',
        });
        if (since !== undefined) parameters.set('updated_since', since);
        if (cursor !== undefined) parameters.set('cursor', cursor);
        const { servers, metadata } = await getPage(parameters, signal);
        const next = metadata?.nextCursor || undefined;
        yield toPage(servers, cursor, next && `${pages + 1}@${next}`, options);
        if (next === undefined) return;
        if (seen.has(next)) throw new Rejected(`${root} repeats a page cursor after ${pages + 1} pages`);
        seen.add(next);
        cursor = next;
      }
      throw new Rejected(`${root} has more than ${maxPages} pages`);
    },
  };
}

/**
 * `<pages>@<cursor>`: how many pages are behind stands with the cursor, so that a chain without end does not begin to be
 * counted anew each time that a pass goes on.
 *
 * @throws Rejected for a cursor that was not stored in this form
 */
function readPlace(stored: string | undefined): { pages: number; after: string | undefined } {
  if (stored === undefined) return { pages: 0, after: undefined };
  const [, pages, after] = /^(\d{1,6})@([\s\S]+)$/.exec(stored) ?? [];
  if (pages === undefined) throw new Rejected('the stored cursor is none of an MCP registry');
  return { pages: Number(pages), after };
}

function toPage(
  servers: unknown[],
  cursor: string | undefined,
  next: string | undefined,
  { metaKey, declaredTools }: OfficialApiOptions,
): RegistryPage {
  const page = cursor === undefined ? 'the first page' : `the page after ${cursor.slice(0, 100).toWellFormed()}`;
  const records = servers.map((raw, i) => {
    const record = readRecord(raw, `record ${i + 1} of ${page}`, metaKey);
    const tools = record.entry && declaredTools?.((raw as { server?: unknown }).server);
    return tools === undefined ? record : { ...record, entry: { ...record.entry!, declaredTools: tools } };
  });
  return {
    entries: records.flatMap((record) => record.entry ?? []),
    refused: records.flatMap((record) => record.refused),
    next,
  };
}
