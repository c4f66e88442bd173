import type { RegistryEntry } from '../../catalog/model/registry-entry.ts';

/** A record that could not be read, and why. */
export interface RefusedRecord {
  label: string;
  reason: string;
}

/** One page of a registry's listing. */
export interface RegistryPage {
  entries: RegistryEntry[];
  refused: RefusedRecord[];
  /** Where to go on after this page; absent on the last one. */
  next?: string | undefined;
}

/** What an adapter is asked for. */
export interface ListOptions {
  /** Only what changed since then (RFC 3339), where the registry can tell. */
  since?: string | undefined;
  /** The `next` of the last page that was stored, to go on with an interrupted pass. */
  cursor?: string | undefined;
  signal: AbortSignal;
}

/** A place that lists servers. One folder each; adding a registry is a new folder and a line in `index.ts`. */
export interface Registry {
  id: string;
  /** Where it is read from: a URL or a file. Another base starts its listing over. */
  base: string;
  /** Whether it can list only what changed since a date. */
  incremental: boolean;
  /**
   * Lists page by page, in the registry's own order.
   *
   * @throws RetryLater when the registry is in trouble, Rejected when its answers make no sense
   */
  list(options: ListOptions): AsyncGenerator<RegistryPage>;
}
