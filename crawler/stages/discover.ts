import { Rejected } from '../../catalog/errors.ts';
import type { RegistryEntry } from '../../catalog/model/registry-entry.ts';
import type { RegistryState } from '../../catalog/store/registries.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { Registry, RegistryPage } from '../registries/registry.ts';
import { identifyEntries } from './identify.ts';
import type { StageContext } from './report.ts';

export interface DiscoverCounts extends Record<string, number> {
  entries: number;
  /** Entries that are new or differ from what was stored. */
  changed: number;
  refused: number;
  /** Entries that a full listing no longer has. */
  withdrawn: number;
}

/** How far an incremental pass looks back behind what was seen: a registry's clocks and ours differ. */
const OVERLAP_MS = 10 * 60_000;

/**
 * Lists one registry into the store, one transaction per page, so that an interrupted pass goes on at the page it had
 * reached. After a first full pass, a registry that can is asked only for what changed; `full` asks for everything again.
 * A full pass withdraws the entries that it did not meet. An entry that says what it said before costs one small write.
 * At the end it is decided which entries are the same server; until then, a new entry belongs to none.
 *
 * When the signal is aborted, it stores no further page and returns.
 *
 * @throws RetryLater or Rejected from the registry, Rejected when a full listing has lost everything; the pages stored
 *   before stay
 */
export async function discover(
  store: Store,
  registry: Registry,
  context: StageContext,
  { full = false }: { full?: boolean | undefined } = {},
): Promise<DiscoverCounts> {
  const counts: DiscoverCounts = { entries: 0, changed: 0, refused: 0, withdrawn: 0 };
  context.report({ kind: 'begin', stage: 'discover' });
  const state = store.registries.open(registry.id, registry.base);
  if (registry.about !== undefined) store.registryAbouts.put(registry.id, registry.about);
  const begun = full ? undefined : unfinishedPass(state);
  try {
    if (begun === undefined) await list(store, registry, begin(store, registry, state, full), context, counts);
    else await resume(store, registry, begun, context, counts);
  } catch (error) {
    if (!context.signal.aborted) throw error;
  } finally {
    // Also of the pages that were stored before it failed or was stopped.
    identifyEntries(store);
  }
  context.report({ kind: 'end', stage: 'discover', counts });
  return counts;
}

interface Pass {
  since?: string | undefined;
  cursor?: string | undefined;
}

function unfinishedPass({ cursor, passStartedAt, passSince }: RegistryState): Pass | undefined {
  if (cursor === null || passStartedAt === null) return undefined;
  return { since: passSince ?? undefined, cursor };
}

function begin(store: Store, registry: Registry, { updatedSince }: RegistryState, full: boolean): Pass {
  const incremental = registry.incremental && !full && updatedSince !== null;
  const since = incremental ? new Date(Date.parse(updatedSince) - OVERLAP_MS).toISOString() : undefined;
  store.registries.beginPass(registry.id, since ?? null, new Date().toISOString());
  return { since };
}

/** Goes on with a pass; a cursor that the registry no longer knows must not keep it from ever being listed again. */
async function resume(store: Store, registry: Registry, pass: Pass, context: StageContext, counts: DiscoverCounts) {
  try {
    await list(store, registry, pass, context, counts);
  } catch (error) {
    if (context.signal.aborted || !(error instanceof Rejected) || counts.entries + counts.refused > 0) throw error;
    const state = store.registries.open(registry.id, registry.base);
    await list(store, registry, begin(store, registry, state, pass.since === undefined), context, counts);
  }
}

async function list(
  store: Store,
  registry: Registry,
  pass: Pass,
  { report, signal }: StageContext,
  counts: DiscoverCounts,
): Promise<void> {
  const known = { remotes: () => store.servers.remoteUrls() };
  for await (const page of registry.list({ ...pass, known, signal })) {
    const at = new Date().toISOString();
    store.transaction(() => {
      storePage(store, registry.id, page, at, counts);
      if (page.next === undefined) finishPass(store, registry, pass, at, counts);
      else store.registries.saveCursor(registry.id, page.next);
    });
    report({ kind: 'step', stage: 'discover', done: page.entries.length });
    if (signal.aborted) return;
  }
}

function storePage(store: Store, registry: string, page: RegistryPage, at: string, counts: DiscoverCounts): void {
  for (const entry of page.entries) {
    counts.entries += 1;
    store.registries.accept(registry, entry.nativeId);
    const result = storeEntry(store, registry, entry, at);
    if (result === 'changed') counts.changed += 1;
    const reason =
      result === 'repeated'
        ? 'is a second record of the same name in one listing'
        : store.entryDetails.put(registry, entry.nativeId, entry);
    if (reason === undefined) continue;
    counts.refused += 1;
    store.registries.refuse(registry, { label: entry.nativeId, nativeId: entry.nativeId, reason }, at);
  }
  for (const refused of page.refused) {
    counts.refused += 1;
    store.registries.refuse(registry, refused, at);
    // It is listed, only not in a way that can be read: what it said before stays.
    if (refused.nativeId !== undefined) store.registries.touch(registry, refused.nativeId, at);
  }
}

function storeEntry(store: Store, registry: string, entry: RegistryEntry, at: string): 'same' | 'changed' | 'repeated' {
  const { nativeId, updatedAt = '' } = entry;
  const known = store.registries.find(registry, nativeId);
  if (known?.listed && known.hash === store.registries.hashOf(entry)) {
    store.registries.touch(registry, nativeId, at);
    return 'same';
  }
  // Pages move while they are read, so an entry may come again when it has changed; otherwise two records share a name,
  // and the first one counts, or they would take turns on every run.
  if (known?.inThisPass && updatedAt <= (known.updatedAt ?? '')) return 'repeated';
  store.registries.putEntry(registry, entry, undefined, at);
  return 'changed';
}

/** A full listing says what is gone, an incremental one does not. */
function finishPass(store: Store, registry: Registry, pass: Pass, at: string, counts: DiscoverCounts): void {
  const { id, base } = registry;
  if (pass.since === undefined) {
    // A registry that fails must never empty the catalogue, also when it answers 200.
    if (!store.registries.hasSeenAny(id)) {
      throw new Rejected(`${id} (${base}) lists no server any more; what is known of it was kept`, {
        hint: 'If that is right, give it a list with at least one server.',
      });
    }
    counts.withdrawn += store.registries.withdrawUnseen(id);
    store.registries.dropOldRefusals(id);
  }
  store.registries.completePass(id, at);
}
