import { officialApi } from '../official-api.ts';
import type { RegistryDescriptor } from '../registry.ts';

/** GitHub's own MCP registry: a short list that GitHub chooses, in the shape of the official API. */
export const githubMcpRegistry: RegistryDescriptor = {
  id: 'github-mcp',
  title: 'GitHub MCP Registry',
  homepage: 'https://github.com/mcp',
  lists: 'A few hundred servers that GitHub has chosen; installed from there by GitHub Copilot and VS Code.',
  declaresTools: false,
  terms: {
    text: 'Open reads without a key; the site is under GitHub’s terms of service.',
    url: 'https://docs.github.com/site-policy/github-terms/github-terms-of-service',
  },
  base: 'https://api.mcp.github.com',
  keys: [],
  // Nothing says that it knows `updated_since`, and three requests list all of it.
  incremental: false,
  open: (context) => officialApi(context),
};
