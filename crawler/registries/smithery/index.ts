/**
 * Smithery, through its documented API (https://smithery.ai/docs/api-reference). Browsing shows only some hundred servers of
 * a query, so every namespace that is met while browsing is listed on its own; tools come with the detail of a server.
 */
import { Rejected, type RetryLater } from '../../../catalog/errors.ts';
import { itemTrouble, type AskForItem, type ReadItems } from '../item-trouble.ts';
import { pageOf, readItem } from '../listed-record.ts';
import type { ReadRecord } from '../read-record.ts';
import type { KnownServers, RegistryContext, RegistryDescriptor, RegistryPage } from '../registry.ts';
import { readPosition, writePosition, type Position } from './position.ts';
import { smitheryServer } from './smithery-server.ts';
import { Namespaced, QualifiedName, SmitheryPage } from './smithery-page.ts';

/** The largest page that the API allows. */
const PAGE_SIZE = 100;
/** Pages of one query. Browsing has shown five; a namespace of 20,000 servers would be the largest by far. */
const MAX_PAGES = 200;

/** The tools of one server; a hundred of them are held at once. */
const MAX_DETAIL_BYTES = 4 * 1024 * 1024;

/** What is browsed, one after the other: together they cover every server once. */
const SLICES = ['true', 'false'];

export const smitheryRegistry: RegistryDescriptor = {
  id: 'smithery',
  title: 'Smithery',
  homepage: 'https://smithery.ai',
  lists:
    'Hosted remote servers and bundles, with the tools that Smithery saw; not every server can be reached by its API.',
  declaresTools: true,
  terms: {
    text: 'Only the documented API, best with a key; its site asks crawlers to stay away from `/api/`.',
    url: 'https://smithery.ai/terms',
  },
  base: 'https://api.smithery.ai',
  keys: [
    {
      variable: 'TOOLGATE_SMITHERY_KEY',
      header: 'authorization',
      prefix: 'Bearer ',
      required: false,
      obtain: 'https://smithery.ai/account/api-keys',
    },
  ],
  incremental: false,
  // Namespaces that browsing never shows are not reached, and a server can leave in one pass and come back in another.
  partial: true,
  open: (context) => ({
    list: ({ cursor, known, signal }) => list(context, readPosition(cursor, SLICES.length), known, signal),
  }),
};

async function* list(
  context: RegistryContext,
  start: Position,
  known: KnownServers | undefined,
  signal: AbortSignal,
): AsyncGenerator<RegistryPage> {
  const readItems = itemTrouble(known);
  const readServers = (items: readonly Item[]) =>
    readItems(items, {
      nativeId: ({ raw }) => QualifiedName.safeParse(raw).data?.qualifiedName,
      read: (item, ask) => readServer(context, item, ask, signal),
      concurrency: 2,
    });
  const done = new Set<string>();
  for (let at: Position | undefined = start; at !== undefined;) {
    const browsed = await getPage(context, { remote: SLICES[at.slice]!, topK: '500', page: String(at.page) }, signal);
    const { items, last } = browsed;
    const after = nextPosition(at, last);
    // Records without a readable namespace are told apart here, the others when their namespace is listed.
    const strays = items.filter(({ namespace }) => namespace === undefined);
    const { records: stray, ended } = await readServers(strays);
    if (ended !== undefined) {
      yield pageOf(stray, writePosition(at));
      throw ended;
    }
    const namespaces = [...new Set(items.flatMap(({ namespace }) => namespace ?? []))].sort();
    const { slice, page, after: listed, inside } = at;
    const further = namespaces.filter((name) => name > listed && !done.has(name));
    // Also when it is not browsed any more: it was listed in part.
    const open = inside === undefined ? further : [listed, ...further];
    if (open.length === 0 || stray.length > 0) yield pageOf(stray, writePosition(open.length === 0 ? after : at));
    for (const [i, namespace] of open.entries()) {
      done.add(namespace);
      const whole: Position | undefined = i === open.length - 1 ? after : { slice, page, after: namespace };
      // Page by page: a namespace has as many servers as its owner likes, each with all of its tools.
      const first = i === 0 ? (inside ?? 1) : 1;
      for await (const { records, next, number, trouble } of listNamespace(
        context,
        readServers,
        namespace,
        first,
        signal,
      )) {
        if (trouble !== undefined) {
          yield pageOf(records, writePosition({ slice, page, after: namespace, inside: number }));
          throw trouble;
        }
        const where = next === undefined ? whole : { slice, page, after: namespace, inside: next };
        yield pageOf(records, writePosition(where));
      }
    }
    at = after;
  }
}

function nextPosition({ slice, page }: Position, last: boolean): Position | undefined {
  if (!last) {
    if (page >= MAX_PAGES) throw new Rejected(`Smithery has more than ${MAX_PAGES} pages for one query`);
    return { slice, page: page + 1, after: '' };
  }
  return slice + 1 < SLICES.length ? { slice: slice + 1, page: 1, after: '' } : undefined;
}

/** Every server of a namespace from a page on, each with its detail, until the registry is in trouble. */
async function* listNamespace(
  context: RegistryContext,
  readServers: (items: readonly Item[]) => Promise<ReadItems>,
  namespace: string,
  first: number,
  signal: AbortSignal,
): AsyncGenerator<NamespacePage> {
  for (let page = first; page <= MAX_PAGES; page++) {
    const { items, last } = await getPage(context, { namespace, page: String(page) }, signal);
    const { records, ended } = await readServers(items);
    yield { records, number: page, next: last ? undefined : page + 1, trouble: ended };
    if (last) return;
  }
  throw new Rejected(`Smithery has more than ${MAX_PAGES} pages for the namespace ${namespace}`);
}

interface NamespacePage {
  records: ReadRecord[];
  number: number;
  /** The page that follows. */
  next: number | undefined;
  trouble: RetryLater | undefined;
}

interface Item {
  raw: unknown;
  /** Where it stands, for a refusal. */
  position: string;
  namespace: string | undefined;
}

async function getPage({ http, base }: RegistryContext, query: Record<string, string>, signal: AbortSignal) {
  // A seed keeps the order of a query the same from page to page.
  const parameters = new URLSearchParams({ ...query, pageSize: String(PAGE_SIZE), seed: '1' });
  const body = await http.getJson(new URL(`${base}/servers?${parameters}`), signal, {
    accepts: (candidate) => SmitheryPage.safeParse(candidate).success,
  });
  if (body === undefined) throw new Rejected(`${base} has no list of servers (404)`, { hint: 'Check the base URL.' });
  const page = SmitheryPage.safeParse(body);
  if (!page.success) throw new Rejected(`${base} answered with something that is no page of servers`);
  const { servers, pagination } = page.data;
  const about = Object.entries(query).filter(([name]) => name !== 'topK');
  const where = about.map(([name, value]) => `${name} ${value}`).join(', ');
  const items = servers.map((raw, i): Item => ({
    raw,
    position: `record ${i + 1} of ${where}`,
    namespace: Namespaced.safeParse(raw).data,
  }));
  return { items, last: servers.length === 0 || Number(query['page']) >= pagination.totalPages };
}

/** The detail stands for the server; a server whose detail is gone is what the list says of it. */
async function readServer(
  { http, base }: RegistryContext,
  { raw, position }: Item,
  ask: AskForItem,
  signal: AbortSignal,
): Promise<ReadRecord> {
  const name = QualifiedName.safeParse(raw);
  if (!name.success) return readItem(raw, position, smitheryServer);
  const { qualifiedName } = name.data;
  try {
    const url = new URL(`${base}/servers/${encodeURIComponent(qualifiedName)}`);
    const detail = await ask(() => http.getJson(url, signal, { maxBytes: MAX_DETAIL_BYTES }));
    return readItem(mergeDetail(raw, detail), position, smitheryServer);
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    const reason = `its detail cannot be read: ${error.message}`;
    return { refused: [{ label: qualifiedName, nativeId: qualifiedName, reason }] };
  }
}

/** The list has the description and the date, the detail connections and tools; neither may rename the other. */
function mergeDetail(raw: unknown, detail: unknown): unknown {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return raw;
  const { connections, tools, deploymentUrl } = detail as Record<string, unknown>;
  return { ...(raw as object), connections, tools, deploymentUrl };
}
