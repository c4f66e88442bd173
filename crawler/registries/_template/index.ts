/**
 * An adapter to copy: an imaginary registry that answers `GET <base>/servers?page=1` with `{items: […], pages: 3}`. It is not
 * on the map, so nobody can list it, but its test runs. What to change: docs/add-a-registry.md.
 */
import { z } from 'zod';
import { Rejected } from '../../../catalog/errors.ts';
import { parseDeclaredTools } from '../../../catalog/parse-declared-tools.ts';
import { pageOf, readItem } from '../listed-record.ts';
import { ownName } from '../own-name.ts';
import type { OpenedRegistry, RegistryContext, RegistryDescriptor } from '../registry.ts';

/** More pages than this is a listing without end. */
const MAX_PAGES = 1000;

/** One page. Items are read one by one, so that a bad one costs itself only. */
const Page = z.object({ items: z.array(z.unknown()).max(1000), pages: z.int().min(0).max(MAX_PAGES) });

/** The fields that are used, each capped; others are not looked at. */
const Item = z.object({
  id: z.string().min(1).max(200),
  title: z.string().max(500).optional(),
  npm: z.string().max(214).optional(),
  changed: z.string().max(50).optional(),
  tools: z.unknown().optional(),
});

/** Says everything about the registry that can be known without asking it. */
export const templateRegistry: RegistryDescriptor = {
  id: '_template',
  title: 'Registry of examples',
  homepage: 'https://registry.example.org',
  lists: 'Servers that stand for others.',
  declaresTools: true,
  terms: { text: 'Nobody asks for anything.', url: 'https://registry.example.org/terms' },
  base: 'https://registry.example.org/api',
  keys: [
    {
      variable: 'TOOLGATE_TEMPLATE_KEY',
      header: 'Authorization',
      prefix: 'Bearer ',
      required: false,
      obtain: 'https://registry.example.org/keys',
    },
  ],
  incremental: false,
  open: openTemplate,
};

function openTemplate({ http, base }: RegistryContext): OpenedRegistry {
  return {
    async *list({ cursor, signal }) {
      for (let number = readCursor(cursor); ; number++) {
        // Addresses are made from the base. A link that an answer holds is never followed.
        const body = await http.getJson(new URL(`${base}/servers?page=${number}`), signal, {
          accepts: (candidate) => Page.safeParse(candidate).success,
        });
        if (body === undefined) throw new Rejected(`${base} has no list of servers (404)`);
        const page = Page.safeParse(body);
        if (!page.success) throw new Rejected(`${base} answered with something that is no page of servers`);
        const { items, pages } = page.data;
        const records = items.map((raw, i) => readItem(raw, `item ${i + 1} of page ${number}`, reader));
        const next = number < pages ? String(number + 1) : undefined;
        yield pageOf(records, next);
        if (next === undefined) return;
      }
    },
  };
}

/** How an item becomes a record in the form of server.json; `readItem` cleans, parses and checks. */
const reader = {
  schema: Item,
  nativeId: (raw: Record<string, unknown>) => raw['id'],
  toRecord: ({ id, title, npm, changed, tools }: z.output<typeof Item>) => ({
    nativeId: id,
    updatedAt: changed,
    listing: `https://registry.example.org/servers/${encodeURIComponent(id)}`,
    server: {
      name: ownName('template', undefined, id),
      title,
      packages: npm === undefined ? [] : [{ registryType: 'npm', identifier: npm, transport: { type: 'stdio' } }],
    },
    declaredTools: parseDeclaredTools(tools),
  }),
};

/** @throws Rejected for a cursor that is no number of a page: another version of this adapter may have stored it */
function readCursor(cursor: string | undefined): number {
  const number = Number(cursor ?? 1);
  if (Number.isInteger(number) && number >= 1 && number <= MAX_PAGES) return number;
  throw new Rejected('the stored page number means nothing');
}
