import { Rejected, RetryLater } from '../../catalog/errors.ts';
import type { RegistryEntry } from '../../catalog/model/registry-entry.ts';
import type { RegistryState } from '../../catalog/store/registries.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { Registry, RegistryPage } from '../registries/registry.ts';
import { identifyEntries } from './identify.ts';
import { knownServers } from './known-servers.ts';
import { recordClaimedName } from './record-claimed-name.ts';
import type { StageContext } from './report.ts';
import { settleListing } from './settle-listing.ts';

export interface DiscoverCounts extends Record<string, number> {
  entries: number;
  /** Entries that are new or differ from what was stored. */
  changed: number;
  refused: number;
  /** Entries that a full listing no longer has. */
  withdrawn: number;
  /** Entries that a full listing came without, so many that they are kept until another one agrees. */
  kept: number;
}

export interface DiscoverOptions {
  /** Ask for everything, also where the registry could say what changed. */
  full?: boolean | undefined;
  /** What a complete pass does not meet is gone, however much it is. */
  acceptWithdrawals?: boolean | undefined;
}

/** How far an incremental pass looks back behind what was seen: a registry's clocks and ours differ. */
const OVERLAP_MS = 10 * 60_000;

/**
 * Lists one registry into the store, one transaction per page, so that an interrupted pass goes on at the page it had
 * reached. After a first full pass, a registry that can is asked only for what changed; `full` asks for everything again.
 * A full pass withdraws the entries that it did not meet, see {@link settleListing}; one that does not cover the registry
 * withdraws nothing. An entry that says what it said before costs one small write.
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
  { full = false, acceptWithdrawals = false }: DiscoverOptions = {},
): Promise<DiscoverCounts> {
  const counts: DiscoverCounts = { entries: 0, changed: 0, refused: 0, withdrawn: 0, kept: 0 };
  context.report({ kind: 'begin', stage: 'discover' });
  const state = store.registries.open(registry.id, registry.base);
  if (registry.about !== undefined) store.registryAbouts.put(registry.id, registry.about);
  const begun = full ? undefined : unfinishedPass(state);
  try {
    const listing: Listing = { store, registry, context, counts, acceptWithdrawals };
    if (begun === undefined) await list(listing, newPass(registry, state, full));
    else await resume(listing, begun);
  } catch (error) {
    if (!context.signal.aborted) throw error;
  } finally {
    // Also of the pages that were stored before it failed or was stopped.
    identifyEntries(store);
  }
  context.report({ kind: 'end', stage: 'discover', counts });
  return counts;
}

interface Listing {
  store: Store;
  registry: Registry;
  context: StageContext;
  counts: DiscoverCounts;
  acceptWithdrawals: boolean;
}

interface Pass {
  since?: string | undefined;
  cursor?: string | undefined;
  /** When it began; absent for one that is gone on with. */
  beginsAt?: string | undefined;
}

/** An unfinished pass begins anew when so many runs in a row could not go on with it. */
const MOST_FAILED_RESUMES = 3;

function unfinishedPass({ cursor, passStartedAt, passSince }: RegistryState): Pass | undefined {
  if (cursor === null || passStartedAt === null) return undefined;
  return { since: passSince ?? undefined, cursor };
}

/** A pass from the beginning. It is stored with its first page: until then, one that was not finished is not forgotten. */
function newPass(registry: Registry, { updatedSince, doubtedAt }: RegistryState, full: boolean): Pass {
  // Only another full pass can say whether what the last one came without is gone.
  const incremental = registry.incremental && !full && updatedSince !== null && doubtedAt === null;
  const since = incremental ? new Date(Date.parse(updatedSince) - OVERLAP_MS).toISOString() : undefined;
  return { since, beginsAt: new Date().toISOString() };
}

/**
 * Goes on with a pass; a cursor that the registry no longer knows must not keep it from ever being listed again. Some say so,
 * others are in trouble with it: a registry that cannot be reached at all is in trouble with its first page too.
 */
async function resume(listing: Listing, pass: Pass) {
  const { store, registry, context, counts } = listing;
  try {
    await list(listing, pass);
  } catch (error) {
    if (context.signal.aborted || counts.entries + counts.refused > 0) throw error;
    const lost =
      error instanceof Rejected ||
      (error instanceof RetryLater && store.registries.countFailedResume(registry.id) >= MOST_FAILED_RESUMES);
    if (!lost) throw error;
    const state = store.registries.open(registry.id, registry.base);
    await list(listing, newPass(registry, state, pass.since === undefined));
  }
}

async function list(listing: Listing, pass: Pass): Promise<void> {
  const { store, registry, counts } = listing;
  const { report, signal } = listing.context;
  const { since, cursor, beginsAt } = pass;
  const known = knownServers(store, registry.id, beginsAt === undefined);
  let isFirst = true;
  let identified = store.identities.state().report.entries;
  let stored = counts.changed;
  for await (const page of registry.list({ since, cursor, known, signal })) {
    const at = new Date().toISOString();
    store.transaction(() => {
      if (isFirst && beginsAt !== undefined) store.registries.beginPass(registry.id, since ?? null, beginsAt);
      isFirst = false;
      storePage(store, registry.id, page, at, counts);
      if (page.next === undefined) finishPass(listing, pass, page, at);
      else store.registries.saveCursor(registry.id, page.next);
    });
    // A process that is killed leaves what it listed to be seen. All entries are looked at each time, so it is done only when
    // they have grown by a third: the sum of it all stays within four times the last one.
    if ((counts.changed - stored) * 3 >= identified) {
      identifyEntries(store);
      identified += counts.changed - stored;
      stored = counts.changed;
    }
    report({ kind: 'step', stage: 'discover', done: page.entries.length });
    if (signal.aborted) return;
  }
}

function storePage(store: Store, registry: string, page: RegistryPage, at: string, counts: DiscoverCounts): void {
  for (const entry of page.entries) {
    counts.entries += 1;
    store.registries.accept(registry, entry.nativeId);
    const result = storeEntry(store, registry, entry, at);
    if (result === 'changed') {
      counts.changed += 1;
      recordClaimedName(store, registry, entry, at);
    }
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

/** A full listing that covers the registry says what is gone, an incremental one does not. */
function finishPass(listing: Listing, pass: Pass, { partial }: RegistryPage, at: string): void {
  const { store, registry, counts, acceptWithdrawals: accepted } = listing;
  const covers = registry.partial !== true && partial !== true;
  if (pass.since === undefined && (covers || accepted)) {
    const { withdrawn, kept } = settleListing(store, registry, { accepted, at });
    counts.withdrawn += withdrawn;
    counts.kept += kept;
  }
  store.registries.completePass(registry.id, at);
}
