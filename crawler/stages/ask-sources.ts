import { definitionHash } from '../../catalog/definition-hash.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { StoredOverride } from '../../catalog/store/overrides.ts';

/** Definitions to ask a model about. */
export interface AskSource {
  hashes(): Iterable<string>;
  definition(hash: string): ToolDefinition;
  has(hash: string): boolean;
}

/** Tools per look at the catalogue. */
const BATCH = 1000;

/**
 * Every definition of the catalogue's public servers that no reviewer has settled. What is private is known to nobody outside
 * and stays so; a definition that a public server has too is public.
 */
export function catalogueSource(store: Store, overrides: readonly StoredOverride[]): AskSource {
  const settled = new Set(
    overrides.map(({ server, tool, definitionHash: hash }) => JSON.stringify([server, tool, hash])),
  );
  return {
    *hashes() {
      for (let after = 0; ;) {
        const batch = store.tools.classifiable(after, BATCH);
        for (const { server, name, definitionHash: hash, visibility } of batch) {
          if (visibility === 'public' && !settled.has(JSON.stringify([server, name, hash]))) yield hash;
        }
        const last = batch.at(-1);
        if (last === undefined) return;
        after = last.id;
      }
    },
    definition(hash) {
      const found = store.tools.definition(hash);
      if (found === undefined) throw new TypeError(`no definition ${hash}`);
      return found;
    },
    // A batch that was planned before and not sent yet asks for nothing that is private by now.
    has: (hash) => store.tools.definition(hash) !== undefined && !store.tools.isPrivate(hash),
  };
}

/** Definitions that are at hand, each once. */
export function listSource(definitions: Iterable<ToolDefinition>): AskSource {
  const byHash = new Map<string, ToolDefinition>();
  for (const definition of definitions) byHash.set(definitionHash(definition), definition);
  return {
    hashes: () => byHash.keys(),
    has: (hash) => byHash.has(hash),
    definition(hash) {
      const found = byHash.get(hash);
      if (found === undefined) throw new TypeError(`no definition ${hash}`);
      return found;
    },
  };
}
