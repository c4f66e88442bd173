import type { RegistryEntry } from '../../catalog/model/registry-entry.ts';
import type { RefusedEntry } from '../../catalog/store/registries.ts';

/** One page of a registry's listing. */
export interface RegistryPage {
  entries: RegistryEntry[];
  refused: RefusedEntry[];
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

/** A place that lists servers. One folder each; see docs/add-a-registry.md. */
export interface Registry {
  id: string;
  /** Where it is read from: a URL or a file, without any secret. Another base starts its listing over. */
  base: string;
  /** Whether it can list only what changed since a date. */
  incremental: boolean;
  /**
   * Lists page by page, in the registry's own order.
   *
   * @throws RetryLater when the registry is in trouble, Rejected when its answers make no sense or the cursor means nothing
   *   to it (any longer), the signal's reason when it is aborted
   */
  list(options: ListOptions): AsyncGenerator<RegistryPage>;
}
