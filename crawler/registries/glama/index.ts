/**
 * Glama's directory, through its keyed API: https://glama.ai/api/mcp/openapi.json. Paging is by `first` and `after`; other
 * names are ignored by it, and the first page would come again for ever.
 */
import { Rejected } from '../../../catalog/errors.ts';
import { pageOf, readItem, type ItemReader } from '../listed-record.ts';
import type { RegistryContext, RegistryDescriptor, RegistryPage } from '../registry.ts';
import { GlamaPage, glamaConnector, glamaServer } from './glama-records.ts';

/** The largest page that the API allows. */
const PAGE_SIZE = 100;
/** A listing of 500,000 servers; more is a chain without end. */
const MAX_PAGES = 5000;

/** Read one after the other; the names stand in cursors. */
const LISTS = ['servers', 'connectors'] as const;
type List = (typeof LISTS)[number];

const READERS = { servers: glamaServer, connectors: glamaConnector } as unknown as Record<List, ItemReader<never>>;

export const glamaRegistry: RegistryDescriptor = {
  id: 'glama',
  title: 'Glama',
  homepage: 'https://glama.ai/mcp/servers',
  lists: 'Open-source servers by their repositories, and remote servers (connectors), with the tools that Glama saw.',
  declaresTools: true,
  terms: {
    text: 'A key of one’s own; visible attribution with a link to the record at Glama on every page that shows its data.',
    url: 'https://glama.ai/policies/terms-of-service',
  },
  attribution: { text: 'Data from Glama', url: 'https://glama.ai/mcp/servers' },
  base: 'https://glama.ai/api/mcp',
  keys: [
    {
      variable: 'TOOLGATE_GLAMA_KEY',
      header: 'authorization',
      prefix: 'Bearer ',
      required: true,
      obtain: 'https://glama.ai/settings/api-keys',
    },
  ],
  incremental: false,
  open: (context) => ({
    async *list({ cursor, signal }) {
      const start = readCursor(cursor);
      for (const list of LISTS.slice(LISTS.indexOf(start.list))) {
        yield* listAll(context, list === start.list ? start : { list, pages: 0, after: undefined }, signal);
      }
    },
  }),
};

async function* listAll(
  { http, base }: RegistryContext,
  { list, pages: before, after: start }: Place,
  signal: AbortSignal,
): AsyncGenerator<RegistryPage> {
  const seen = new Set([start]);
  let after = start;
  for (let pages = before; pages < MAX_PAGES; pages++) {
    const parameters = new URLSearchParams({ first: String(PAGE_SIZE) });
    if (after !== undefined) parameters.set('after', after);
    const body = await http.getJson(new URL(`${base}/v1/${list}?${parameters}`), signal, {
      accepts: (candidate) => GlamaPage.safeParse(candidate).data?.[list] !== undefined,
    });
    if (body === undefined) {
      // Connectors are newer than servers: an address without them has none.
      if (list === 'connectors' && after === undefined) {
        yield pageOf([]);
        return;
      }
      throw new Rejected(`${base} has no list of ${list} (404)`, { hint: 'Check the base URL of the registry.' });
    }
    const page = GlamaPage.safeParse(body);
    if (!page.success) throw new Rejected(`${base} answered with something that is no page of ${list}`);
    const { pageInfo, [list]: items } = page.data;
    if (items === undefined) throw new Rejected(`${base} answered with a page that has no ${list}`);
    const end = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
    if (pageInfo.hasNextPage && !end) throw new Rejected(`${base} promises a next page of ${list} and names none`);
    const following = LISTS.at(LISTS.indexOf(list) + 1);
    const next = end ? `${list}:${pages + 1}:${end}` : following && `${following}:0:`;
    const where =
      after === undefined ? `the first page of ${list}` : `the page of ${list} after ${after.slice(0, 100)}`;
    yield pageOf(
      items.map((raw, i) => readItem(raw, `record ${i + 1} of ${where}`, READERS[list])),
      next,
    );
    if (!end) return;
    if (seen.has(end)) throw new Rejected(`${base} repeats a page cursor of ${list} after ${pages + 1} pages`);
    seen.add(end);
    after = end;
  }
  throw new Rejected(`${base} has more than ${MAX_PAGES} pages of ${list}`);
}

/** Where a listing goes on: a list, how many of its pages are behind, and Glama's own cursor. */
interface Place {
  list: List;
  /** Stands in the cursor, so that a chain without end does not begin to be counted anew each time that a pass goes on. */
  pages: number;
  after: string | undefined;
}

/** `<list>:<pages>:<after>`, as {@link listAll} makes them. */
function readCursor(cursor: string | undefined): Place {
  if (cursor === undefined) return { list: 'servers', pages: 0, after: undefined };
  const [, name, pages, after] = /^([a-z]+):(\d{1,6}):([\s\S]*)$/.exec(cursor) ?? [];
  const list = LISTS.find((one) => one === name);
  if (list === undefined) throw new Rejected('the stored cursor is none of Glama');
  return { list, pages: Number(pages), after: after || undefined };
}
