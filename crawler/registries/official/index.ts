/**
 * The official MCP registry, and anything that speaks its API (v0.1, frozen since 2025-10-17):
 * https://github.com/modelcontextprotocol/registry/blob/main/docs/reference/api/openapi.yaml
 */
import { z } from 'zod';
import { Rejected } from '../../../catalog/errors.ts';
import type { HttpClient } from '../../http/http-client.ts';
import { readRecord } from '../read-record.ts';
import type { Registry } from '../registry.ts';

export const OFFICIAL_BASE = 'https://registry.modelcontextprotocol.io';

/** The largest page that the API allows. */
const PAGE_SIZE = 100;
/** A listing of 500,000 latest versions; more is a chain without end. */
const MAX_PAGES = 5000;

const Page = z.object({
  servers: z.preprocess((v) => v ?? [], z.array(z.unknown()).max(1000)),
  metadata: z.object({ nextCursor: z.string().max(2000).nullish() }).nullish(),
});

/** The adapter of the official registry at `base`. */
export function officialRegistry(http: HttpClient, base: string = OFFICIAL_BASE): Registry {
  /** `/v0.1` is the frozen path; older deployments answer on `/v0` only. */
  let version = 'v0.1';

  const getPage = async (parameters: URLSearchParams, signal: AbortSignal) => {
    const at = (path: string) => new URL(`${base.replace(/\/$/, '')}/${path}/servers?${parameters}`);
    let body = await http.getJson(at(version), signal);
    if (body === undefined && version === 'v0.1') {
      version = 'v0';
      body = await http.getJson(at(version), signal);
    }
    if (body === undefined) {
      throw new Rejected(`${base} has no MCP registry API (404 on /v0.1/servers and /v0/servers)`, {
        hint: 'Check the base URL given with --base-url.',
      });
    }
    const page = Page.safeParse(body);
    if (!page.success)
      throw new Rejected(`${base} answered with something that is no page of servers`, { cause: page.error });
    return page.data;
  };

  return {
    id: 'official',
    base,
    incremental: true,
    async *list({ since, cursor, signal }) {
      const seen = new Set<string>();
      for (let pages = 0; pages < MAX_PAGES; pages++) {
        const parameters = new URLSearchParams({ limit: String(PAGE_SIZE), version: 'latest' });
        if (since !== undefined) parameters.set('updated_since', since);
        if (cursor !== undefined) parameters.set('cursor', cursor);
        const page = await getPage(parameters, signal);
        const records = page.servers.map((raw, index) => readRecord(raw, index));
        const next = page.metadata?.nextCursor || undefined;
        yield {
          entries: records.flatMap((record) => record.entry ?? []),
          refused: records.flatMap((record) => record.refused),
          next,
        };
        if (next === undefined) return;
        if (seen.has(next)) throw new Rejected(`${base} repeats the page cursor ${JSON.stringify(next.slice(0, 100))}`);
        seen.add(next);
        cursor = next;
      }
      throw new Rejected(`${base} has more than ${MAX_PAGES} pages`);
    },
  };
}
