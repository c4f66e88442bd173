import { Rejected } from '../../../catalog/errors.ts';
import { pageOf, readItem } from '../listed-record.ts';
import type { RegistryDescriptor } from '../registry.ts';
import { clineItem, clineList } from './cline-item.ts';

/** The marketplace of the Cline extension: one array of reviewed servers, each a GitHub repository. */
export const clineRegistry: RegistryDescriptor = {
  id: 'cline',
  title: 'Cline MCP Marketplace',
  homepage: 'https://cline.bot/mcp-marketplace',
  lists: 'Servers that the makers of the Cline extension reviewed, each by its GitHub repository.',
  declaresTools: false,
  terms: {
    text: 'An open endpoint without a key; descriptions belong to the authors of the servers.',
    url: 'https://github.com/cline/mcp-marketplace#readme',
  },
  base: 'https://api.cline.bot/v1/mcp',
  keys: [],
  incremental: false,
  open: ({ http, base }) => ({
    async *list({ signal }) {
      const body = await http.getJson(new URL(`${base}/marketplace`), signal, {
        accepts: (candidate) => clineList.safeParse(candidate).success,
      });
      if (body === undefined) throw new Rejected(`${base} has no marketplace (404)`, { hint: 'Check the base URL.' });
      const list = clineList.safeParse(body);
      if (!list.success) throw new Rejected(`${base} answered with something that is no list of servers`);
      yield pageOf(list.data.map((raw, i) => readItem(raw, `item ${i + 1}`, clineItem)));
    },
  }),
};
