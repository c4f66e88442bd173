import type { BrowseWay } from '../../view/browse/browse-sets.ts';

interface WayWords {
  /** After "Servers by". */
  by: string;
  /** Head of the column that names the sets. */
  head: string;
  lead: string;
}

/** What each way to browse is called. */
export const WAY_WORDS: Readonly<Record<BrowseWay, WayWords>> = {
  level: {
    by: 'worst level',
    head: 'Worst level',
    lead: 'By the worst level among their tools. A server without known tools has none.',
  },
  'tool-level': {
    by: 'every level they have',
    head: 'Level',
    lead: 'By each level that any of their tools has. A server with tools of several levels is counted in each.',
  },
  category: {
    by: 'category',
    head: 'Category',
    lead: 'By each category that any of their tools has. A server with tools of several is counted in each.',
  },
  mix: {
    by: 'category mix',
    head: 'Categories',
    lead: 'By the categories of all of their tools together: what an agent that has the whole server can do.',
  },
  registry: {
    by: 'registry',
    head: 'Registry',
    lead: 'By the registries that list them. A server that several list is counted in each.',
  },
  attack: {
    by: 'attack pattern',
    head: 'Pattern',
    lead: 'By the attack patterns whose access fits any of their tools. It does not say that a server is vulnerable.',
  },
  publisher: {
    by: 'publisher',
    head: 'Namespace',
    lead: 'By the namespace in front of their names. A name is a claim: who owns it, only some registries check.',
  },
};
