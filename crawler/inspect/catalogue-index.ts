import { sha256 } from '../../catalog/definition-hash.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import type { Store } from '../../catalog/store/open.ts';
import { readStrings } from '../classify/read-strings.ts';
import { clones, type Clone, type ServerTool } from './clones.ts';
import { addTo } from './add-to.ts';
import type { IndexedServer } from './indexed-server.ts';
import { lookAlikes, type LookAlike } from './look-alikes.ts';
import { outsideMentions, type OutsideMention, type ServerText } from './outside-mentions.ts';
import { Prose } from './prose.ts';
import { publisherKey } from './publisher.ts';

export interface CatalogueIndex {
  servers: ReadonlyMap<number, IndexedServer>;
  mentionsOf(serverId: number): readonly OutsideMention[];
  lookAlikesOf(serverId: number): readonly LookAlike[];
  clonesOf(serverId: number): readonly Clone[];
}

/** Shorter descriptions are alike by chance. */
const TELLING_DESCRIPTION = 60;
const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

/** Reads every current tool once, and keeps what tells servers apart and what connects them. Time and memory are linear. */
export function catalogueIndex(store: Store): CatalogueIndex {
  const servers = new Map<number, IndexedServer>();
  for (const server of store.servers.all()) {
    // A finding names the servers that it compares, so what is private is compared with nobody.
    if (server.status === 'deleted' || server.visibility === 'private') continue;
    const { id, slug, name } = server;
    servers.set(id, { id, slug, name, publisher: publisherKey(server), tools: [] });
  }
  const byName = new Map<string, IndexedServer[]>();
  const byText = new Map<string, ServerTool[]>();
  const ownWords = new Map<number, Set<string>>();
  const texts: ServerText[] = [];
  const prose = new Prose();
  for (const row of store.serverFindings.listed()) {
    const server = servers.get(row.serverId);
    if (server === undefined) continue;
    const definition = JSON.parse(row.canonical) as ToolDefinition;
    const { id, name, definitionHash, category, level, versions } = row;
    server.tools.push({ id, name, definitionHash, category, level, versions, hints: hintsOf(definition) });
    addTo(byName, name, server);
    const description = definition.description?.trim() ?? '';
    if (description.length >= TELLING_DESCRIPTION) {
      addTo(byText, sha256(`${name}\n${description.replaceAll(/\s+/g, ' ')}`), { server, tool: name });
    }
    prose.add(server.publisher, description);
    const own = ownWords.get(server.id) ?? new Set<string>();
    ownWords.set(server.id, own);
    own.add(name);
    for (const { role, pointer, text, isName } of readStrings(definition).fields) {
      if (isName || role === 'value') own.add(text);
      else if (/[_-]|[a-z][A-Z]/.test(text)) texts.push({ server, tool: name, field: pointer, text });
    }
  }
  return {
    servers,
    mentionsOf: outsideMentions(byName, ownWords, texts),
    lookAlikesOf: lookAlikes(byName, servers, prose),
    clonesOf: clones(byText),
  };
}

function hintsOf({ annotations }: ToolDefinition): string | undefined {
  const set = HINTS.flatMap((hint) => (typeof annotations?.[hint] === 'boolean' ? [[hint, annotations[hint]]] : []));
  return set.length === 0 ? undefined : JSON.stringify(Object.fromEntries(set));
}
