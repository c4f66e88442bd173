/** Catalogues for tests of the search, written straight into a store, with verdicts as given. */
import type { Category, Level } from '../../catalog/model/rubric.ts';
import type { Store } from '../../catalog/store/open.ts';
import { classify } from '../../crawler/classify/classify.ts';

export interface ListedTool {
  name: string;
  title?: string;
  description?: string;
  category?: Category;
  level?: Level;
}

const AT = '2026-11-20T10:00:00.000Z';
/** What is not of interest here is the same for all. */
const VERDICT = classify({ name: 'read_note' });

/** Adds a server with its tools; each is Read and Low unless it says otherwise. */
export function addServer(store: Store, name: string, tools: readonly ListedTool[], description = ''): number {
  const { id } = store.servers.put({ identity: `import:${name}`, server: { name, description }, status: 'active' }, AT);
  store.tools.replaceList({
    serverId: id,
    tools: tools.map(({ name: tool, title, description: text }) => ({
      name: tool,
      ...(title === undefined ? {} : { title }),
      ...(text === undefined ? {} : { description: text }),
    })),
    source: 'imported',
    launchId: null,
    packageVersion: null,
    at: AT,
  });
  for (const tool of store.tools.of(id)) {
    const { category = 'Read', level = 'Low' } = tools.find((listed) => listed.name === tool.name) ?? {};
    const inputHash = `${category} ${level} ${tool.definitionHash}`;
    store.classifications.put(inputHash, { ...VERDICT, definitionHash: tool.definitionHash, category, level });
    store.classifications.assign(tool.id, inputHash);
  }
  return id;
}
