import { officialApi } from '../official-api.ts';
import type { RegistryDescriptor } from '../registry.ts';

/** The official MCP registry, whose names are verified by their owners' domains and accounts. */
export const officialRegistry: RegistryDescriptor = {
  id: 'official',
  title: 'Official MCP registry',
  homepage: 'https://registry.modelcontextprotocol.io',
  lists: 'Servers that their authors published there, with packages and remotes; names are verified.',
  declaresTools: false,
  terms: {
    text: 'Open reads without a key, no promise of durability; records it deletes are illegal, malware or spam.',
    url: 'https://github.com/modelcontextprotocol/registry/blob/main/docs/guides/consuming/use-rest-api.md',
  },
  base: 'https://registry.modelcontextprotocol.io',
  keys: [],
  incremental: true,
  open: (context) => officialApi(context),
};
