/** What an adapter promises: the descriptor of a registry, and the registry that it opens. See docs/add-a-registry.md. */
import type { RegistryAbout } from '../../catalog/model/registry-about.ts';
import type { RegistryEntry } from '../../catalog/model/registry-entry.ts';
import type { ServerJson } from '../../catalog/model/server-json.ts';
import type { RefusedEntry } from '../../catalog/store/registries.ts';
import type { HttpClient } from '../http/http-client.ts';

/** One page of a registry's listing. */
export interface RegistryPage {
  entries: RegistryEntry[];
  refused: RefusedEntry[];
  /** Where to go on after this page; absent on the last one. */
  next?: string | undefined;
  /** On the last page: this pass has left something out, so what it did not meet may still be there. */
  partial?: boolean | undefined;
}

/** What the catalogue knows already, for registries that are asked about known servers. */
export interface KnownServers {
  /** URLs of the remotes of all public servers, sorted. */
  remotes(): readonly string[];
  /** Keys of the entries that this registry has listed and that are still there, sorted. */
  own(): readonly string[];
  /**
   * Keys of the items that the pass which is gone on with has refused so far: asked for again, they could hold it up for ever.
   * Empty when a pass begins.
   */
  setAside(): ReadonlySet<string>;
  /** Keys of the items that were refused when they were last asked for, in an earlier pass. */
  refusedBefore(): ReadonlySet<string>;
  /** Whether a public entry of another registry names every package and remote of a record, and there is one. */
  listsElsewhere(server: Pick<ServerJson, 'packages' | 'remotes'>): boolean;
}

/** What an adapter is asked for. */
export interface ListOptions {
  /** Only what changed since then (RFC 3339), where the registry can tell. */
  since?: string | undefined;
  /** The `next` of the last page that was stored, to go on with an interrupted pass. */
  cursor?: string | undefined;
  known?: KnownServers | undefined;
  signal: AbortSignal;
}

/** A place that lists servers, opened: it knows its address and can be asked. */
export interface Registry {
  id: string;
  /** Where it is read from: a URL or a file, without any secret. Another base starts its listing over. */
  base: string;
  /** Whether it can list only what changed since a date. */
  incremental: boolean;
  /** Whether no pass lists everything that it has, so that nothing is gone because a pass did not meet it. */
  partial?: boolean | undefined;
  /** What a reader is told about it; absent for files. */
  about?: RegistryDescriptor;
  /**
   * Lists page by page, in the registry's own order.
   *
   * @throws RetryLater when the registry is in trouble, Rejected when its answers make no sense or the cursor means nothing
   *   to it (any longer), the signal's reason when it is aborted
   */
  list(options: ListOptions): AsyncGenerator<RegistryPage>;
}

/** A secret or account name that the operator has from the registry; it is read from the environment and from nowhere else. */
export interface RegistryKey {
  /** `TOOLGATE_<ID>_KEY`, or another name that begins in the same way. */
  variable: string;
  /** The request header that carries it, to the origin of the base and to no other. */
  header: string;
  /** What stands before it in the header, as `Bearer `. */
  prefix?: string;
  /** Whether the registry answers nothing without it. */
  required: boolean;
  /** The page where an operator gets one. */
  obtain: string;
}

/** Everything that is to be known about a registry without asking it: the Sources page and the guides are made from it. */
export interface RegistryDescriptor extends RegistryAbout {
  /** The name of its folder; stands in the catalogue and in `--registry`, so it never changes. */
  id: string;
  keys: readonly RegistryKey[];
  /**
   * Opens it.
   *
   * @throws Rejected when base or sources cannot be meant
   */
  open(context: RegistryContext): OpenedRegistry | Promise<OpenedRegistry>;
}

/** What an adapter adds to what its descriptor says: how it is listed, and its base where only opening it tells. */
export type OpenedRegistry = Pick<Registry, 'list'> & Partial<Pick<Registry, 'base'>>;

/** What an adapter is opened with. */
export interface RegistryContext {
  /** Sends the keys of the descriptor by itself; adapters never see them. */
  http: HttpClient;
  /** The operator's or the descriptor's base in one spelling (no slash at the end); '' when there is none. */
  base: string;
  /** Whether the operator gave the base. */
  mirrored: boolean;
  /** Which of the descriptor's keys are set, by variable. */
  keys: ReadonlySet<string>;
  /** Files or addresses that the operator named for this registry (`--client-config`, `--server-card`). */
  sources: readonly string[];
  /** Whether only these are asked for, and not the registry as a whole. */
  sourcesOnly: boolean;
  /** Whether the operator lets entries be published that are private by default. */
  publish: boolean;
  env: NodeJS.ProcessEnv;
}
