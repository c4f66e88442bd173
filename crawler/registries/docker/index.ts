/**
 * Docker's MCP catalog, as Docker Desktop reads it: one YAML document, and one JSON document of tools per server. It is built
 * from https://github.com/docker/mcp-registry.
 */
import { parse } from 'yaml';
import { z } from 'zod';
import { Rejected } from '../../../catalog/errors.ts';
import { itemTrouble, type AskForItem } from '../item-trouble.ts';
import { pageOf, readItem } from '../listed-record.ts';
import type { ReadRecord } from '../read-record.ts';
import type { ListOptions, RegistryContext, RegistryDescriptor, RegistryPage } from '../registry.ts';
import { dockerServer } from './docker-server.ts';
import { dockerTools } from './docker-tools.ts';

/** Servers of one page: so many documents of tools are read again after an interruption. */
const PAGE_SIZE = 50;
/** The catalogue has some 300 servers; each costs a request. */
const MAX_SERVERS = 20_000;
/** The document has some 700 KB. */
const MAX_BYTES = 16 * 1024 * 1024;

const Catalog = z.object({ registry: z.record(z.string().min(1).max(200), z.unknown()) });

export const dockerRegistry: RegistryDescriptor = {
  id: 'docker',
  title: 'Docker MCP Catalog',
  homepage: 'https://hub.docker.com/mcp',
  lists: 'Reviewed servers as container images, remote servers, and tools that are containers of their own.',
  declaresTools: true,
  terms: {
    text: 'Open reads without a key; the catalogue is under the MIT licence.',
    url: 'https://github.com/docker/mcp-registry/blob/main/LICENSE',
  },
  base: 'https://desktop.docker.com/mcp/catalog/v3',
  keys: [],
  incremental: false,
  open: (context) => ({
    list: (options) => list(context, options),
  }),
};

async function* list(
  context: RegistryContext,
  { cursor = '', known, signal }: ListOptions,
): AsyncGenerator<RegistryPage> {
  const readItems = itemTrouble(known);
  // In the order of names, so that a pass can go on after any of them even when the catalogue has changed meanwhile.
  const servers = Object.entries(await readCatalog(context, signal))
    .filter(([name]) => name > cursor)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (let from = 0; from === 0 || from < servers.length; from += PAGE_SIZE) {
    const some = servers.slice(from, from + PAGE_SIZE);
    const { records, ended } = await readItems(some, {
      nativeId: ([name]) => name,
      read: ([name, raw], ask) => readServer(context, name, raw, ask, signal),
      concurrency: 4,
    });
    if (ended !== undefined) {
      yield pageOf(records, servers[from - 1]?.[0] ?? cursor);
      throw ended;
    }
    yield pageOf(records, from + PAGE_SIZE >= servers.length ? undefined : some.at(-1)![0]);
  }
}

async function readCatalog({ http, base }: RegistryContext, signal: AbortSignal): Promise<Record<string, unknown>> {
  const url = new URL(`${base}/catalog.yaml`);
  // Read where it is accepted: it takes long to read, and is handed out after that.
  const read: { catalog: Record<string, unknown> | Rejected | undefined } = { catalog: undefined };
  const accepts = (text: string) => !((read.catalog = parseCatalog(text, url)) instanceof Rejected);
  const text = await http.getText(url, signal, { maxBytes: MAX_BYTES, accepts });
  if (text === undefined || read.catalog === undefined) {
    throw new Rejected(`${base} has no catalog.yaml (404)`, { hint: 'Check the base URL.' });
  }
  if (read.catalog instanceof Rejected) throw read.catalog;
  return read.catalog;
}

/** The servers of the catalogue, or why it is none. */
function parseCatalog(text: string, url: URL): Record<string, unknown> | Rejected {
  let body: unknown;
  try {
    body = parse(text, { maxAliasCount: 100, logLevel: 'error' });
  } catch {
    // Without the cause: it quotes the text.
    return new Rejected(`${url.href} is no YAML (${text.length} characters)`);
  }
  const catalog = Catalog.safeParse(body);
  if (!catalog.success) return new Rejected(`${url.href} holds something that is no catalogue of servers`);
  const { registry } = catalog.data;
  if (Object.keys(registry).length <= MAX_SERVERS) return registry;
  return new Rejected(`${url.href} names more than ${MAX_SERVERS} servers`);
}

async function readServer(
  context: RegistryContext,
  name: string,
  raw: unknown,
  ask: AskForItem,
  signal: AbortSignal,
): Promise<ReadRecord> {
  const read = readItem(raw, name, dockerServer(name));
  // A refusal keeps what the record said before.
  const refused = read.refused.map((refusal) => ({ ...refusal, label: refusal.nativeId ?? name, nativeId: name }));
  if (read.entry === undefined) return { refused };
  try {
    const declaredTools = (await toolDocument(context, raw, ask, signal)) ?? read.entry.declaredTools;
    return { entry: { ...read.entry, ...(declaredTools && { declaredTools }) }, refused: read.refused };
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    return { refused: [{ label: name, nativeId: name, reason: `its tools cannot be read: ${error.message}` }] };
  }
}

/** The file name alone is taken from the record: whatever host it names, it is asked for below our base. */
async function toolDocument({ http, base }: RegistryContext, raw: unknown, ask: AskForItem, signal: AbortSignal) {
  const { toolsUrl } = raw as { toolsUrl?: unknown };
  const file = typeof toolsUrl === 'string' ? /\/tools\/([\w.-]{1,200}\.json)$/.exec(toolsUrl)?.[1] : undefined;
  if (file === undefined) return undefined;
  const url = new URL(`${base}/tools/${file}`);
  const body = await ask(() => http.getJson(url, signal, { maxBytes: MAX_BYTES }));
  return body === undefined ? undefined : dockerTools(body);
}
