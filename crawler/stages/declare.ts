import type { DeclaredTools } from '../../catalog/model/declared-tools.ts';
import type { Store } from '../../catalog/store/open.ts';
import { originOfRegistry, recordUnheard } from './record-unheard.ts';
import type { StageContext } from './report.ts';

/** What the registries say about one server, as far as this stage needs it. */
export type DeclaredOf = (serverId: number) => readonly {
  registry: string;
  declaredTools?: DeclaredTools | undefined;
}[];

/** Servers looked at per transaction. */
const BATCH = 200;

/**
 * Gives every server that was not heard the tools that a registry declares for it, with that source. Of several registries the
 * one that declares most counts; what the package itself declares counts before that. Runs after the launches, so that what was heard is there first; a second run without a
 * change does nothing.
 */
export function declareTools(
  store: Store,
  declaredOf: DeclaredOf,
  { report, signal }: StageContext,
): { declared: number; tools: number } {
  const ids = Array.from(store.servers.all(), ({ id, status }) => (status === 'deleted' ? [] : [id])).flat();
  const at = new Date().toISOString();
  const counts = { declared: 0, tools: 0 };
  report({ kind: 'begin', stage: 'declare', total: ids.length });
  for (let start = 0; start < ids.length && !signal.aborted; start += BATCH) {
    const batch = ids.slice(start, start + BATCH);
    store.transaction(() => {
      for (const serverId of batch) {
        const largest = declaredOf(serverId)
          .flatMap(({ registry, declaredTools }) =>
            declaredTools === undefined ? [] : [{ origin: originOfRegistry(registry), tools: declaredTools.tools }],
          )
          .sort((a, b) => b.tools.length - a.tools.length)[0];
        if (largest === undefined) continue;
        if (!recordUnheard(store, { serverId, source: 'declared', ...largest, at })) continue;
        counts.declared += 1;
        counts.tools += largest.tools.length;
      }
    });
    report({ kind: 'step', stage: 'declare', done: batch.length });
  }
  report({ kind: 'end', stage: 'declare', counts });
  return counts;
}
