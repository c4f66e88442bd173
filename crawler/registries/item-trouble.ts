import pMap from 'p-map';
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import type { RefusedEntry } from '../../catalog/store/registries.ts';
import type { ReadRecord } from './read-record.ts';
import type { KnownServers } from './registry.ts';

/** So many items in trouble one after the other are the trouble of the registry. Each has had all of the client's tries. */
const MOST_IN_A_ROW = 5;
/** A host that wants a longer pause than the client ever waits for wants it of all that we ask. */
const LONG_PAUSE_MS = 120_000;

/** Sends the request of an item, and notes whether the host answers it. */
export type AskForItem = <T>(request: () => Promise<T>) => Promise<T>;

/** How the items of a registry are read that needs a request for each. */
export interface ItemReading<Item> {
  /** The registry's own key; absent when the item has none that can be read, and needs no request then. */
  nativeId: (item: Item) => string | undefined;
  /** @throws RetryLater from what it asked for; what is wrong with the item itself is a refusal */
  read: (item: Item, ask: AskForItem) => Promise<ReadRecord>;
  /** Items that are asked for at once. */
  concurrency: number;
}

export interface ReadItems {
  records: ReadRecord[];
  /**
   * Why the listing ends here. What there is to store then are refusals of the items that were in trouble: they are to be
   * yielded with the position of these items, so that the next run tries them without those.
   */
  ended?: RetryLater;
}

/**
 * Reads the items of one listing, of which single ones may be in trouble: such an item is refused, which keeps its last good
 * record, while the host answers others. Several in a row, or a host that wants a long pause, end the listing. An item that
 * was refused earlier in the same pass is not asked for again, so that no number of broken ones can hold a listing up for
 * ever.
 */
export function itemTrouble(known: KnownServers | undefined) {
  const setAside = known?.setAside() ?? new Set<string>();
  let row: RefusedEntry[] = [];

  return async function readItems<Item>(items: readonly Item[], reading: ItemReading<Item>): Promise<ReadItems> {
    let ended: RetryLater | undefined;
    const ask: AskForItem = async (request) => {
      try {
        const answer = await request();
        row = [];
        return answer;
      } catch (error) {
        if (error instanceof Rejected) row = [];
        throw error;
      }
    };
    const readOne = async (item: Item): Promise<ReadRecord> => {
      const nativeId = reading.nativeId(item);
      if (ended !== undefined || (nativeId !== undefined && setAside.has(nativeId))) return { refused: [] };
      try {
        return await reading.read(item, ask);
      } catch (error) {
        if (!(error instanceof RetryLater)) throw error;
        const label = nativeId?.slice(0, 200).toWellFormed();
        const refused = label === undefined ? [] : [{ label, nativeId, reason: `is in trouble: ${error.message}` }];
        row.push(...refused);
        const isLong = (error.afterMs ?? 0) > LONG_PAUSE_MS;
        if (nativeId === undefined || isLong || row.length >= MOST_IN_A_ROW) ended ??= error;
        return { refused };
      }
    };
    const records = await pMap(items, readOne, { concurrency: reading.concurrency });
    if (ended === undefined) return { records };
    // Those of earlier pages are stored already.
    return { records: [{ refused: records.flatMap(({ entry, refused }) => (entry ? [] : refused)) }], ended };
  };
}
