/** The npm registry's keyword search (https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md#get-v1search). */
import { z } from 'zod';
import { Rejected } from '../../../catalog/errors.ts';
import { readNpmConfig } from '../../launch/npm-config.ts';
import { itemTrouble, type AskForItem } from '../item-trouble.ts';
import { pageOf } from '../listed-record.ts';
import { readBase } from '../read-base.ts';
import type { ReadRecord } from '../read-record.ts';
import type { OpenedRegistry, RegistryContext, RegistryDescriptor } from '../registry.ts';
import { nextSlice, readPosition, searchText, SPLITTERS, writePosition, type Position, type Slice } from './slices.ts';
import { headOf, toRecord } from './to-record.ts';

const DOCS = 'https://github.com/npm/registry/blob/main/docs/REGISTRY-API.md';

/** The largest page that the search gives. */
const PAGE_SIZE = 250;
/** How far `from` is followed; search engines give up somewhere beyond (5,000 and 10,000 were seen, nothing is documented). */
const REACH = 5000;
/** A manifest is below 100 kB; some authors put their whole README in. */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
/** Manifests that are asked for at once. */
const CONCURRENCY = 4;
/** A full listing of a million packages; more is a chain without end. */
const MAX_PAGES = 4000;

const Page = z.object({
  objects: z.array(z.unknown()).max(1000),
  total: z.int().min(0),
});

/** The npm registry, searched by keyword. */
export const npmRegistry: RegistryDescriptor = {
  id: 'npm',
  title: 'npm keyword search',
  homepage: DOCS,
  lists: 'Packages whose authors gave them the keyword mcp-server or modelcontextprotocol; anybody can.',
  declaresTools: false,
  terms: {
    text: 'Open reads without a key, within npm’s acceptable use; descriptions belong to the packages’ authors.',
    url: 'https://github.com/npm/documentation/blob/main/content/policies/open-source-terms.mdx',
  },
  baseNote: 'the registry that npm’s own configuration names',
  keys: [],
  incremental: true,
  async open(context) {
    const base = context.base === '' ? readBase((await readNpmConfig(context.env)).registry.href) : context.base;
    return npmSearch({ ...context, base });
  },
};

/**
 * The search of the registry at `base`. The search cannot be asked what changed: an incremental pass reads all of its pages,
 * and the manifests of the packages that were published since.
 */
export function npmSearch(
  { http, base }: Pick<RegistryContext, 'http' | 'base'>,
  { reach = REACH } = {},
): Required<OpenedRegistry> {
  const { origin, pathname } = new URL(base);
  const client = http.forOrigin(origin, {
    // Either the operator typed it or npm is configured with it.
    trusted: true,
    politeness: [
      // About ten searches a window of more than a minute and a half were let through
      // (https://github.com/ayagmar/pi-extmgr/issues/25, 2026-09).
      { path: `${pathname.replace(/\/$/, '')}/-/v1/search`, concurrency: 1, minIntervalMs: 10_000, rule: DOCS },
      { concurrency: CONCURRENCY, minIntervalMs: 100, rule: npmRegistry.terms.url },
    ],
  });

  const search = async (slice: Slice, from: number, size: number, signal: AbortSignal) => {
    const parameters = new URLSearchParams({ text: searchText(slice), size: String(size), from: String(from) });
    const body = await client.getJson(new URL(`${base}/-/v1/search?${parameters}`), signal, {
      accepts: (candidate) => Page.safeParse(candidate).success,
    });
    if (body === undefined) {
      throw new Rejected(`${new URL(base).host} has no package search (404)`, {
        hint: 'Private registries often have none; give one that has with --base-url.',
      });
    }
    const page = Page.safeParse(body);
    if (page.success) return page.data;
    throw new Rejected(`${new URL(base).host} answered its package search with something else`, { cause: page.error });
  };

  /**
   * The first half of a slice, where the search understands the keywords that it is halved by: both halves together are the
   * whole, or nearly so, since packages come and go; then something may be in neither.
   */
  const halves = async ({ query, path }: Slice, total: number, signal: AbortSignal) => {
    const [first, second] = [
      { query, path: `${path}w` },
      { query, path: `${path}o` },
    ];
    const sum = (await search(first, 0, 1, signal)).total + (await search(second, 0, 1, signal)).total;
    if (path.length < SPLITTERS.length && Math.abs(sum - total) <= total * 0.05) return { first, partial: sum < total };
    throw new Rejected(
      `${new URL(base).host} finds ${total} packages for ${searchText({ query, path })}, too many to list`,
    );
  };

  const readFound = async (
    { raw, position }: FoundPackage,
    ask: AskForItem,
    signal: AbortSignal,
  ): Promise<ReadRecord> => {
    const name = headOf(raw)?.name;
    if (name === undefined) return toRecord(raw, undefined, position);
    const url = new URL(`${base}/${encodeURIComponent(name)}/latest`);
    const asked = ask(() => client.getJson(url, signal, { maxBytes: MAX_MANIFEST_BYTES }));
    const manifest = await asked.catch((error: unknown) => {
      // Without its manifest it is still a package that was found; trouble may pass, and would cost what is known of it.
      if (!(error instanceof Rejected)) throw error;
    });
    return toRecord(raw, manifest, position);
  };

  return {
    base,
    async *list({ since, cursor, known, signal }) {
      const readItems = itemTrouble(known);
      const start: Position = { slice: { query: 0, path: '' }, from: 0, partial: false };
      let { slice, from, partial } = cursor === undefined ? start : readPosition(cursor);
      for (let pages = 0; pages < MAX_PAGES; pages++) {
        const { objects, total } = await search(slice, from, PAGE_SIZE, signal);
        if (total > reach) {
          const half = await halves(slice, total, signal);
          slice = half.first;
          from = 0;
          partial ||= half.partial;
          continue;
        }
        // What is found may change between two pages; a search that stops far too early does not list what it counted.
        if (objects.length === 0 && from < total) {
          if (from < total * 0.9) {
            throw new Rejected(`${new URL(base).host} lists ${from} of ${total} packages and then nothing more`);
          }
          partial = true;
        }
        const wanted = objects.map((raw, i) => ({ raw, position: `package ${from + i + 1} of ${searchText(slice)}` }));
        const changed = wanted.filter(({ raw }) => isNewer(headOf(raw)?.date, since));
        const { records, ended } = await readItems(changed, {
          nativeId: ({ raw }) => headOf(raw)?.name,
          read: (item, ask) => readFound(item, ask, signal),
          concurrency: CONCURRENCY,
        });
        if (ended !== undefined) {
          yield pageOf(records, writePosition({ slice, from, partial }));
          throw ended;
        }
        from += objects.length;
        const done = objects.length === 0 || from >= total;
        const following = done ? nextSlice(slice) : slice;
        if (following === undefined) return yield { ...pageOf(records), partial };
        if (done) from = 0;
        slice = following;
        yield pageOf(records, writePosition({ slice, from, partial }));
      }
      throw new Rejected(`${new URL(base).host} has more than ${MAX_PAGES} pages of packages`);
    },
  };
}

/** A result of the search, and where it stands. */
interface FoundPackage {
  raw: unknown;
  position: string;
}

/** A package without a readable date counts as new. */
function isNewer(date: string | undefined, since: string | undefined): boolean {
  const time = Date.parse(date ?? '');
  return since === undefined || Number.isNaN(time) || time >= Date.parse(since);
}
