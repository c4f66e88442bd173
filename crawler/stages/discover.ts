import type { RegistryEntry } from '../../catalog/model/registry-entry.ts';
import type { Store } from '../../catalog/store/open.ts';
import { identify } from '../identity/identify.ts';
import { mergeEntries } from '../identity/merge-entries.ts';
import type { Registry, RegistryPage } from '../registries/registry.ts';
import type { StageContext } from './report.ts';

export interface DiscoverCounts extends Record<string, number> {
  entries: number;
  /** Entries that are new or differ from what was stored. */
  changed: number;
  refused: number;
  /** Entries that a full listing no longer has. */
  withdrawn: number;
}

/**
 * Lists one registry into the store, one transaction per page, so that an interrupted pass goes on at the page it had
 * reached. After a first full pass, a registry that can is asked only for what changed; `full` asks for everything again.
 *
 * @throws RetryLater or Rejected from the registry; the pages stored before stay
 */
export async function discover(
  store: Store,
  registry: Registry,
  context: StageContext,
  { full = false }: { full?: boolean } = {},
): Promise<DiscoverCounts> {
  const { report, signal } = context;
  const counts: DiscoverCounts = { entries: 0, changed: 0, refused: 0, withdrawn: 0 };
  report({ kind: 'begin', stage: 'discover' });

  const pass = beginOrResume(store, registry, full);
  for await (const page of registry.list({ ...pass, signal })) {
    const at = new Date().toISOString();
    store.transaction(() => {
      storePage(store, registry, page, at, counts);
      if (page.next !== undefined) store.registries.saveCursor(registry.id, page.next);
      else finishPass(store, registry, pass, at, counts);
    });
    report({ kind: 'step', stage: 'discover', done: page.entries.length });
    if (signal.aborted) break;
  }
  report({ kind: 'end', stage: 'discover', counts });
  return counts;
}

interface Pass {
  since?: string | undefined;
  cursor?: string | undefined;
  startedAt: string;
}

function beginOrResume(store: Store, registry: Registry, full: boolean): Pass {
  const state = store.registries.open(registry.id, registry.base);
  if (state.cursor !== null && state.passStartedAt !== null && !full) {
    return { since: state.passSince ?? undefined, cursor: state.cursor, startedAt: state.passStartedAt };
  }
  const since = registry.incremental && !full ? (state.updatedSince ?? undefined) : undefined;
  const startedAt = new Date().toISOString();
  store.registries.beginPass(registry.id, since ?? null, startedAt);
  return { since, startedAt };
}

function storePage(store: Store, registry: Registry, page: RegistryPage, at: string, counts: DiscoverCounts): void {
  for (const entry of page.entries) {
    counts.entries += 1;
    if (storeEntry(store, registry.id, entry, at)) counts.changed += 1;
  }
  for (const { label, reason } of page.refused) {
    counts.refused += 1;
    store.registries.refuse(registry.id, label, reason, at);
  }
}

function storeEntry(store: Store, registry: string, entry: RegistryEntry, at: string): boolean {
  const identity = identify(entry);
  const known = store.servers.byIdentity(identity);
  const others = known === undefined ? [] : store.registries.recordsOf(known.id, { registry, nativeId: entry.nativeId });
  const server = store.servers.put(mergeEntries(identity, [...others, entry]), at);
  return store.registries.putEntry(registry, entry, server.id, at).changed;
}

/** A full listing says what is gone, an incremental one does not. */
function finishPass(store: Store, registry: Registry, pass: Pass, at: string, counts: DiscoverCounts): void {
  if (pass.since === undefined) {
    for (const serverId of store.registries.withdrawUnseen(registry.id, pass.startedAt)) {
      counts.withdrawn += 1;
      const entries = store.registries.recordsOf(serverId);
      const [first] = entries;
      if (first !== undefined) store.servers.put(mergeEntries(identify(first), entries), at);
    }
  }
  store.registries.completePass(registry.id, at);
}
